import { editInf, setInfValue, type InfEdit } from './editInf';
import type { InfFile } from './infFile';
import { infContents } from './infQueries';

/** A key and its value in a section. */
export interface InfSetting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Brings `after` into a file that says `before`: what is equal in both keeps its line untouched, a changed value changes
 * in place, new keys go to the end of their section, and a section that loses all its lines goes. Keys that are in
 * neither list are not touched. Names count without case; the nth setting of a name is the nth line of that name.
 */
export function mergeInf(file: InfFile, before: readonly InfSetting[], after: readonly InfSetting[]): InfFile {
  const wanted = byIdentity(after);
  const known = byIdentity(before);
  const lines = lineNumbers(file);
  const edits: InfEdit[] = [];
  const removed = new Set<number>();
  for (const [identity, old] of known) {
    const line = lines.get(identity);
    const now = wanted.get(identity);
    if (line === undefined || now?.value === old.value) continue;
    if (now !== undefined) edits.push(setInfValue(file, line, now.value));
    else removed.add(line);
  }
  for (const [identity, { section, key, value }] of wanted) {
    if (known.has(identity)) continue;
    const line = lines.get(identity);
    edits.push(
      line === undefined ? { kind: 'append', section, text: `${key}=${value}` } : setInfValue(file, line, value),
    );
  }
  for (const line of [...removed, ...emptiedSections(file, removed, after)]) edits.push({ kind: 'remove-line', line });
  return edits.length === 0 ? file : editInf(file, edits);
}

function byIdentity(settings: readonly InfSetting[]): ReadonlyMap<string, InfSetting> {
  const identities = new Map<string, InfSetting>();
  const count = counter();
  for (const setting of settings) identities.set(count(setting.section, setting.key), setting);
  return identities;
}

function lineNumbers(file: InfFile): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const count = counter();
  for (const { line, section, content } of infContents(file))
    if (content.kind === 'entry') numbers.set(count(section, content.key), line);
  return numbers;
}

function counter(): (section: string, key: string) => string {
  const seen = new Map<string, number>();
  return (section, key) => {
    const name = `${section.toLowerCase()}\n${key.toLowerCase()}`;
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return `${name}\n${times}`;
  };
}

/** The header lines of sections all of whose lines with content go and that get no new ones. */
function emptiedSections(file: InfFile, removed: ReadonlySet<number>, after: readonly InfSetting[]): readonly number[] {
  const filled = new Set(after.map((setting) => setting.section.toLowerCase()));
  const emptied: number[] = [];
  let header: number | undefined;
  let lost = false;
  let kept = false;
  const close = (): void => {
    if (header !== undefined && lost && !kept) emptied.push(header);
  };
  file.lines.forEach((line, index) => {
    if (line.kind === 'section') {
      close();
      header = index;
      lost = false;
      kept = filled.has(line.name.toLowerCase());
    } else if (removed.has(index)) lost = true;
    else if (line.kind !== 'blank') kept = true;
  });
  close();
  return emptied;
}
