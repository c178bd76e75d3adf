/** The version of one side as Backup.xml holds it. */
export interface VersionWord {
  readonly sysvol: number;
  readonly ad: number;
}

/**
 * Takes UserVersionNumber or MachineVersionNumber apart: SYSVOL's version in the high, AD's in the low 16 bits
 * (windows-facts.md 1.12; MS-GPOL 3.2.1.4). Undefined when `text` is no 32-bit number.
 */
export function readVersionWord(text: string): VersionWord | undefined {
  if (!/^\s*\d{1,10}\s*$/.test(text)) return undefined;
  const value = Number(text);
  return value > 0xffffffff ? undefined : { sysvol: Math.floor(value / 0x10000), ad: value % 0x10000 };
}

/** The decimal text of {@link readVersionWord}; both versions are cut to 16 bits. */
export function writeVersionWord({ sysvol, ad }: VersionWord): string {
  return String((sysvol & 0xffff) * 0x10000 + (ad & 0xffff));
}
