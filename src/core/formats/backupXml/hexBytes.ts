/** The bytes of `01 00 04 9c …`; undefined when the text is no such list. An empty text is no bytes. */
export function readHexBytes(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** Bytes as GPMC writes a SecurityDescriptor: two lower-case digits each, separated by blanks (gpo-file-formats.md 1.2). */
export function writeHexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
