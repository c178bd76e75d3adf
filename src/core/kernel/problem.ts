/** Where in a file a problem stands; offsets are bytes from the file's start, lines, columns and records count from 1. */
export interface ProblemPlace {
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
  readonly record?: number;
}

type None = Record<never, never>;

/**
 * Everything that readers and checkers of files report: code → parameters. No sentences here; `src/text/problems.ts` turns
 * a code into what is wrong and what it means, and fails to compile when one is missing. Codes are kebab-case, prefixed
 * with the format.
 */
export interface ProblemCatalogue {
  'backup-instance-missing': { readonly element: string };
  'backup-instance-unknown-element': { readonly element: string };
  'backup-xml-missing': { readonly element: string };
  'backup-xml-no-gpo': None;
  'backup-xml-unknown-attribute': { readonly attribute: string };
  'backup-xml-unknown-element': { readonly element: string };
  'bkup-info-wrong-root': None;
  'extension-list-duplicate': { readonly cse: string };
  'extension-list-leftover': { readonly text: string };
  'extension-list-no-tool': { readonly cse: string };
  'extension-list-unsorted': { readonly cse: string };
  'fdeploy-status-invalid': { readonly folder: string };
  'fdeploy1-not-indexed': { readonly section: string };
  'fdeploy1-section-missing': { readonly folder: string; readonly sid: string };
  'gp-link-duplicate': { readonly gpo: string };
  'gp-link-leftover': { readonly text: string };
  'gpt-ini-byte-order-mark': None;
  'gpt-ini-no-version': None;
  'gpt-ini-version-invalid': { readonly value: string };
  'gpt-tmpl-line-invalid': { readonly section: string };
  'gpt-tmpl-sddl-needs-sid': { readonly principal: string; readonly to: string };
  'inf-line-outside-section': None;
  'inf-section-unclosed': None;
  'manifest-wrong-root': None;
  'migration-table-duplicate-source': { readonly source: string; readonly first: number };
  'migration-table-empty-source': None;
  'migration-table-invalid-sid': { readonly sid: string };
  'migration-table-malformed-unc': { readonly path: string };
  'migration-table-no-destination': { readonly source: string };
  'migration-table-path-as-principal': { readonly source: string; readonly type: string };
  'migration-table-relative-name-not-allowed': { readonly source: string };
  'migration-table-several-destinations': { readonly source: string };
  'migration-table-unknown-element': { readonly element: string };
  'migration-table-unknown-type': { readonly type: string };
  'migration-table-wrong-root': None;
  /** `size` bytes that are no record. */
  'registry-pol-damaged': { readonly size: number };
  'registry-pol-no-header': None;
  'registry-pol-truncated': { readonly size: number };
  /** `missing` counts from 0, as the file does. */
  'scripts-ini-number-gap': { readonly event: string; readonly missing: number };
  'scripts-ini-pair-incomplete': None;
  'sddl-ace-invalid': { readonly text: string };
  'sddl-condition-unsupported': { readonly text: string };
  'sddl-sid-invalid': { readonly text: string };
  'sddl-sid-needs-domain': { readonly text: string };
  'sddl-stray-text': { readonly text: string };
  /** `index` counts from 0. */
  'security-descriptor-ace-invalid': { readonly index: number };
  'security-descriptor-acl-invalid': { readonly size: number };
  'security-descriptor-hex-invalid': None;
  'security-descriptor-revision': { readonly revision: number };
  'security-descriptor-sid-invalid': { readonly part: 'owner' | 'group' };
  'security-descriptor-truncated': None;
  'text-invalid-utf-8': { readonly count: number };
  'text-odd-length': None;
  'wmi-filter-malformed': None;
  'wmi-filter-unknown-language': { readonly language: string };
  'wmi-filter-wrong-count': { readonly stated: number; readonly found: number };
  'wmi-filter-wrong-length': None;
  'xml-doctype-refused': None;
  'xml-invalid': { readonly detail: string };
  'xml-not-utf-8': None;
  'xml-text-too-long': { readonly limit: number };
  'xml-too-deep': { readonly limit: number };
  'xml-too-large': { readonly limit: number };
  'xml-too-many-attributes': { readonly limit: number };
  'xml-too-many-elements': { readonly limit: number };
  'xml-undecodable-bytes': None;
}

/** A code of {@link ProblemCatalogue}. */
export type ProblemCode = keyof ProblemCatalogue;

/** Something wrong in a file that could still be read. Codecs return these beside the value instead of throwing. */
export interface Problem<C extends ProblemCode = ProblemCode> {
  readonly code: C;
  readonly severity: 'error' | 'warning';
  readonly place: ProblemPlace;
  readonly params: ProblemCatalogue[C];
}

/** What a codec read: as much of the value as could be read, and what was wrong. */
export interface ReadResult<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
