/** A migration table: what principals and paths of one domain become in another. */
export interface MigrationTable {
  readonly entries: readonly MigrationEntry[];
}

/** The types of GPMC's GPMEntryType, without their prefix. */
export const migrationEntryTypes = [
  'User',
  'Computer',
  'LocalGroup',
  'GlobalGroup',
  'UniversalGroup',
  'UNCPath',
  'Unknown',
] as const;

/** What an entry's source is; `Unknown` is free text or a SID. */
export type MigrationEntryType = (typeof migrationEntryTypes)[number];

/** One row of the table. */
export interface MigrationEntry {
  readonly type: MigrationEntryType;
  /** A name, `DOMAIN\name`, `name@dns.domain`, a SID or a UNC path. */
  readonly source: string;
  readonly destination: MigrationDestination;
}

/** What becomes of the source: another text, itself, nothing, or the principal of the same name in the target domain. */
export type MigrationDestination =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'same-as-source' }
  | { readonly kind: 'none' }
  | { readonly kind: 'by-relative-name' };

/** The table's namespace. */
export const migrationTableNamespace = 'http://www.microsoft.com/GroupPolicy/GPOOperations/MigrationTable';

/** Whether `text` is a type that a table can hold. */
export function isMigrationEntryType(text: string): text is MigrationEntryType {
  return (migrationEntryTypes as readonly string[]).includes(text);
}
