/** AD's `versionNumber` and gpt.ini's `Version`: the user's version in the high, the computer's in the low 16 bits. */
export function packVersion(computer: number, user: number): number {
  return (((user & 0xffff) << 16) | (computer & 0xffff)) >>> 0;
}

/** The two halves of {@link packVersion}'s number. */
export function unpackVersion(packed: number): { readonly computer: number; readonly user: number } {
  return { computer: packed & 0xffff, user: (packed >>> 16) & 0xffff };
}

/** A side's version after a change: it counts up in 16 bits and skips 0, which would say that nothing is set (MS-GPOL 3.3.4.5). */
export function nextSideVersion(version: number): number {
  const next = (version + 1) & 0xffff;
  return next === 0 ? 1 : next;
}
