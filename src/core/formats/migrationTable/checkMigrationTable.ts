import type { Problem, ProblemCode } from '../../kernel/problem';
import { parseSid } from '../../model/ids';
import type { MigrationEntry, MigrationTable } from './migrationTable';

/**
 * What is wrong with a table, without asking a domain; `place.record` is the entry, from 1. As far as can be known offline
 * these are the findings of GPMC's Validate (gpmc-object-model.md 5). Errors: `migration-table-duplicate-source {source,
 * first}`, `migration-table-empty-source`, `migration-table-invalid-sid {sid}`, `migration-table-malformed-unc {path}`,
 * `migration-table-no-destination {source}`, `migration-table-relative-name-not-allowed {source}`. Warning:
 * `migration-table-path-as-principal {source, type}`.
 */
export function checkMigrationTable(table: MigrationTable): readonly Problem[] {
  return [...duplicates(table), ...table.entries.flatMap((entry, index) => checkEntry(entry, index + 1))].sort(
    (a, b) => (a.place.record ?? 0) - (b.place.record ?? 0),
  );
}

/** Whether the text is a UNC path that names a share: `\\server\share`, with or without folders below it. */
export function isUncPath(text: string): boolean {
  return /^\\\\[^\\/:*?"<>|]+\\[^\\/:*?"<>|]+(?:\\[^\\/:*?"<>|]+)*\\?$/.test(text);
}

function duplicates({ entries }: MigrationTable): readonly Problem[] {
  const firstOf = new Map<string, number>();
  return entries.flatMap(({ source }, index) => {
    const key = source.toLowerCase();
    const first = firstOf.get(key);
    if (first === undefined) {
      firstOf.set(key, index + 1);
      return [];
    }
    return [error('migration-table-duplicate-source', index + 1, { source, first })];
  });
}

function checkEntry(entry: MigrationEntry, record: number): readonly Problem[] {
  if (entry.source === '') return [error('migration-table-empty-source', record, {})];
  return [
    ...(entry.type === 'UNCPath' ? checkPathEntry(entry, record) : checkPrincipalEntry(entry, record)),
    ...(entry.destination.kind === 'text' && entry.destination.text.trim() === ''
      ? [error('migration-table-no-destination', record, { source: entry.source })]
      : []),
  ];
}

function checkPathEntry({ source, destination }: MigrationEntry, record: number): readonly Problem[] {
  const malformed = [source, ...(destination.kind === 'text' ? [destination.text] : [])].filter(
    (path) => path.trim() !== '' && !isUncPath(path),
  );
  return [
    ...malformed.map((path) => error('migration-table-malformed-unc', record, { path })),
    ...(destination.kind === 'none' ? [error('migration-table-no-destination', record, { source })] : []),
    ...(destination.kind === 'by-relative-name'
      ? [error('migration-table-relative-name-not-allowed', record, { source })]
      : []),
  ];
}

function checkPrincipalEntry({ type, source, destination }: MigrationEntry, record: number): readonly Problem[] {
  const texts = [source, ...(destination.kind === 'text' ? [destination.text] : [])];
  return [
    ...texts
      .filter((text) => /^s-\d/i.test(text) && parseSid(text) === undefined)
      .map((sid) => error('migration-table-invalid-sid', record, { sid })),
    ...(source.startsWith('\\\\') && type !== 'Unknown'
      ? [{ ...error('migration-table-path-as-principal', record, { source, type }), severity: 'warning' as const }]
      : []),
  ];
}

function error(code: ProblemCode, record: number, params: Problem['params']): Problem {
  return { code, severity: 'error', place: { record }, params };
}
