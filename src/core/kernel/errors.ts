import type { Problem } from './problem';

/**
 * The catalogue of everything that can go wrong: code → parameters. No sentences here; `src/text/errors.ts` turns a code
 * into what happened, to what, and what to do next, and fails to compile when one is missing.
 */
export interface ErrorCatalogue {
  cancelled: Record<never, never>;
  /** A defect of this product; `detail` is technical. */
  unexpected: { readonly detail: string };
  'wrong-use': { readonly detail: string };

  'domain-not-found': { readonly address: string };
  'domain-locked': { readonly domain: string; readonly holder: string; readonly since: string };
  /** `reason` is the provider's own, or `target-of-another-kind` for a copy to a domain that the provider cannot reach. */
  'capability-missing': { readonly capability: string; readonly provider: string; readonly reason: string };
  /** `field` is the place in the JSON, as `links[0].gpo`; empty for the whole of it. */
  'snapshot-invalid': { readonly path: string; readonly field: string; readonly wanted: SnapshotValue };
  'snapshot-too-new': { readonly path: string; readonly version: number };
  'folder-not-empty': { readonly path: string };

  'gpo-not-found': { readonly gpo: string; readonly domain: string };
  'gpo-ambiguous': { readonly name: string; readonly domain: string; readonly ids: readonly string[] };
  'gpo-name-taken': { readonly name: string; readonly domain: string; readonly id: string };
  'gpo-name-invalid': { readonly name: string; readonly reason: 'empty' | 'too-long' | 'control-characters' };
  'default-gpo-protected': { readonly name: string; readonly operation: string };
  'default-gpo-needs-confirmation': { readonly name: string; readonly operation: string };
  'som-not-found': { readonly som: string; readonly domain: string };
  'link-not-found': { readonly som: string; readonly gpo: string };
  'link-exists': { readonly som: string; readonly gpo: string };
  'link-order-invalid': { readonly som: string; readonly order: number; readonly count: number };
  'wmi-filter-not-found': { readonly filter: string; readonly domain: string };
  'starter-gpo-not-found': { readonly starter: string; readonly domain: string };

  'backup-not-found': { readonly backup: string; readonly folder: string };
  'backup-ambiguous': { readonly backup: string; readonly folder: string; readonly ids: readonly string[] };
  'backup-invalid': { readonly backup: string; readonly file: string; readonly detail: BackupDefect | Problem };
  'backup-unsafe-path': { readonly backup: string; readonly path: string; readonly reason: UnsafePath };
  'backup-foreign-domain': { readonly backup: string; readonly from: string; readonly to: string };
  'backup-set-not-found': { readonly folder: string };
  'migration-table-invalid': { readonly file: string; readonly detail: Problem };
  'migration-table-unmapped': { readonly file: string; readonly sources: readonly string[] };

  /** `field` is the part of the plan that is not as it should be, else empty. */
  'plan-invalid': { readonly file: string; readonly detail: PlanDefect; readonly field: string };
  'plan-changed-since': { readonly what: string; readonly planned: string; readonly found: string };
  'undo-nothing': { readonly domain: string };
  'undo-not-found': { readonly id: string };
  /** Safety backups were switched off when the change was made. */
  'undo-without-safety-backup': { readonly change: string; readonly subjects: readonly string[] };
  'undo-link-impossible': { readonly som: string; readonly gpo: string; readonly reason: LinkObstacle };
  'undo-record-invalid': { readonly path: string };

  'file-not-found': { readonly path: string };
  'file-access-denied': { readonly path: string };
  'file-read-only': { readonly path: string };
  'file-busy': { readonly path: string };
  'file-disk-full': { readonly path: string };
  'file-exists': { readonly path: string };
  /** `reason` is what the operating system says. */
  'file-failed': { readonly path: string; readonly reason: string };
  /** A link, device or other thing where only files and folders may be. */
  'file-not-regular': { readonly path: string };
  'unc-path-refused': { readonly path: string; readonly host: string };

  /** `found` is what no XML file can hold: a code point as `U+0001`, or `--` in a comment. */
  /** `address` is `gpmc:…`; this system is not Windows. */
  'live-domain-needs-windows': { readonly address: string };
  'live-domain-not-found': { readonly domain: string };
  'powershell-not-found': { readonly searched: readonly string[] };
  'gpmc-not-installed': { readonly detail: string };
  /** `hresult` is signed, 32 bits; `messages` are the server's own. */
  'gpmc-failed': {
    readonly call: string;
    readonly hresult: number;
    readonly subject: string;
    readonly messages: readonly string[];
    readonly detail: string;
  };
  /** The PowerShell session's answer is not of the protocol; `field` is the place in it. */
  'gpmc-answer-invalid': { readonly field: string };
  'session-not-started': { readonly executable: string; readonly reason: string };
  'session-timeout': { readonly seconds: number; readonly detail: string };
  'session-protocol': { readonly found: number; readonly wanted: number };
  /** The process ended while it was needed; `detail` is what it said last. */
  'session-ended': { readonly detail: string };
  /** It ended so often that it is not started again until the user asks for it. */
  'session-failed': { readonly times: number; readonly detail: string };
  'script-forbidden': { readonly detail: string };
  'constrained-language': Record<never, never>;

  'xml-unwritable': { readonly found: string; readonly text: string };
  'report-not-recognised': { readonly file: string };
  /** An open report is gone, as the worker that held it ended; it can be opened again. */
  'report-closed': { readonly handle: number };
  'worker-ended': { readonly detail: string };
  'workspace-not-trusted': { readonly operation: string };
}

/** Why a backup cannot be used, besides what its readers report. */
export type BackupDefect = 'missing' | 'listed-but-missing' | 'too-large' | 'no-gpo' | 'no-security-descriptor';

/** What makes a path in a backup unsafe to follow. */
export type UnsafePath =
  | 'absolute'
  | 'drive-or-stream'
  | 'empty-name'
  | 'upwards'
  | 'device-name'
  | 'trailing-dot-or-blank'
  | 'forbidden-characters'
  | 'symbolic-link';

/** What an attribute in a file of a snapshot has to be; `one-of:` is followed by the values, separated by `|`. */
export type SnapshotValue =
  'json' | 'object' | 'text' | 'whole-number' | 'true-or-false' | 'list' | 'list-of-texts' | 'sid' | `one-of:${string}`;

/** Why a plan cannot be used. */
export type PlanDefect = 'not-json' | 'other-version' | 'incomplete' | 'not-kept';

/** Why a link cannot be put back. */
export type LinkObstacle = 'som-not-found' | 'not-there-afterwards';

/** A code of the catalogue. */
export type ErrorCode = keyof ErrorCatalogue;

/** An error as data: crosses threads, processes and `--json`. */
export interface ErrorValue<C extends ErrorCode = ErrorCode> {
  readonly code: C;
  readonly params: ErrorCatalogue[C];
}

/** A catalogued error on its way up. Its message is for logs; people read the sentence that `src/text` makes of it. */
export class PolicyError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'PolicyError';

  constructor(
    readonly code: C,
    readonly params: ErrorCatalogue[C],
    options?: { readonly cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(params)}`, options);
  }
}

/** Whether `error` is a catalogued error, optionally of one code. */
export function isPolicyError(error: unknown): error is PolicyError;
export function isPolicyError<C extends ErrorCode>(error: unknown, code: C): error is PolicyError<C>;
export function isPolicyError(error: unknown, code?: ErrorCode): boolean {
  return error instanceof PolicyError && (code === undefined || error.code === code);
}

/** Any thrown thing as data; what is not of the catalogue becomes `unexpected`. */
export function toErrorValue(error: unknown): ErrorValue {
  if (isPolicyError(error)) return { code: error.code, params: error.params };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'unexpected', params: { detail } };
}

/** The error that data of {@link toErrorValue} stands for. */
export function fromErrorValue(value: ErrorValue): PolicyError {
  return new PolicyError(value.code, value.params);
}
