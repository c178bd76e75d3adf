import type { InfBare, InfEntry, InfFile } from './infFile';

/** A line of a section with its place: `line` counts from 0, `section` is as written. */
export interface PlacedLine {
  readonly line: number;
  readonly section: string;
  readonly content: InfEntry | InfBare;
}

/** All entries and bare lines with the section they stand in; those before the first section are left out. */
export function infContents(file: InfFile): readonly PlacedLine[] {
  const placed: PlacedLine[] = [];
  let section: string | undefined;
  file.lines.forEach((content, line) => {
    if (content.kind === 'section') section = content.name;
    else if (section !== undefined && (content.kind === 'entry' || content.kind === 'bare'))
      placed.push({ line, section, content });
  });
  return placed;
}

/** The first value of a key, as GetPrivateProfileString finds it: names without case. */
export function infValue(file: InfFile, section: string, key: string): string | undefined {
  for (const placed of infContents(file))
    if (sameName(placed.section, section) && placed.content.kind === 'entry' && sameName(placed.content.key, key))
      return placed.content.value;
  return undefined;
}

/** Whether two names of sections or keys are the same to Windows. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
