import type { MigrationEntry, MigrationTable } from './migrationTable';

/** The names that a principal is known by; empty where one is not known. */
export interface PrincipalNames {
  readonly sid: string;
  readonly samAccountName: string;
  readonly netbiosDomainName: string;
  readonly dnsDomainName: string;
  readonly upn: string;
}

/** The forms in which a table may name a principal, lower case: SID, `domain\name`, `name@dns.domain`, name. */
export function principalForms(names: PrincipalNames): readonly string[] {
  const { sid, samAccountName: name, netbiosDomainName, dnsDomainName, upn } = names;
  return [sid, ...(name === '' ? [] : [`${netbiosDomainName}\\${name}`, `${name}@${dnsDomainName}`, upn, name])]
    .filter((form) => form !== '' && !form.startsWith('\\') && !form.endsWith('@'))
    .map((form) => form.toLowerCase());
}

/** The name alone, of `DOMAIN\\name` or `name@dns.domain`. */
export function relativeName(principal: string): string {
  return principal.replace(/@.*$/, '').replace(/^.*\\/, '');
}

/** The entry that maps a principal, by any of its forms in lower case. */
export function principalEntry({ entries }: MigrationTable, forms: readonly string[]): MigrationEntry | undefined {
  return entries.find(({ type, source }) => type !== 'UNCPath' && forms.includes(source.toLowerCase()));
}

/** The entry that maps a path: one of itself or of a folder above it; the longest counts. */
export function pathEntry({ entries }: MigrationTable, path: string): MigrationEntry | undefined {
  const wanted = path.toLowerCase();
  return entries
    .filter(({ type, source }) => type === 'UNCPath' && covers(sourceOf(source), wanted))
    .sort((a, b) => b.source.length - a.source.length)[0];
}

/** A text with its UNC paths mapped, and those that no entry covers. */
export interface MappedText {
  readonly text: string;
  readonly unmapped: readonly string[];
}

/**
 * Maps the UNC paths in a text, a command line or a single path: they begin at its start, or behind a blank, a quote or a
 * sign, and an entry covers one when a separator, blank, quote or the end follows it. All else of the text stays.
 */
export function mapPaths(table: MigrationTable, text: string): MappedText {
  const unmapped: string[] = [];
  let mapped = '';
  let done = 0;
  for (const { index } of text.matchAll(/(?<![^\s"'=:,;(])\\\\(?=[^\\/?.])/g)) {
    if (index < done) continue;
    const rest = text.slice(index);
    const entry = pathEntry(table, beginning(table, rest));
    if (entry === undefined) {
      unmapped.push(/^[^\s"']+/.exec(rest)?.[0] ?? rest);
      continue;
    }
    const { destination } = entry;
    mapped +=
      text.slice(done, index) +
      (destination.kind === 'text' ? destination.text.replace(/\\$/, '') : sourceOf(entry.source, true));
    done = index + sourceOf(entry.source).length;
  }
  return { text: mapped + text.slice(done), unmapped };
}

/**
 * Whether a principal means something in one domain only: SIDs of domains and names without a well-known authority. What
 * is well known means the same everywhere and needs no entry.
 */
export function needsMapping(principal: string): boolean {
  if (/^S-1-/i.test(principal)) return /^S-1-5-21-/i.test(principal);
  return !/^(?:BUILTIN|NT AUTHORITY|NT SERVICE|CREATOR (?:OWNER|GROUP)|Everyone|Window Manager)(?:\\|$)/i.test(
    principal,
  );
}

/** The longest source that the text begins with; the text itself where there is none. */
function beginning({ entries }: MigrationTable, text: string): string {
  const lower = text.toLowerCase();
  const found = entries
    .filter(({ type, source }) => type === 'UNCPath' && covers(sourceOf(source), lower))
    .sort((a, b) => b.source.length - a.source.length)[0];
  return found === undefined ? text : sourceOf(found.source);
}

function covers(source: string, lower: string): boolean {
  return source !== '' && lower.startsWith(source) && /^(?:$|[\\\s"'])/.test(lower.slice(source.length));
}

function sourceOf(source: string, keepCase = false): string {
  const bare = source.replace(/\\$/, '');
  return keepCase ? bare : bare.toLowerCase();
}
