import type { ErrorCode } from '../core/kernel/errors';
import type { OperationSummary } from '../core/model/operation';

/** Exit codes of every command; README has the same table. */
export const exitCodes = {
  done: 0,
  /** "Different" or "findings": a check or comparison ran and found something. */
  findings: 1,
  wrongUse: 2,
  someFailed: 3,
  cancelled: 4,
  /** The surroundings do not allow it: no such domain or folder, no permission, disk full, locked. */
  environment: 5,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const environmentCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'domain-not-found',
  'domain-locked',
  'snapshot-invalid',
  'snapshot-too-new',
  'backup-set-not-found',
  'file-not-found',
  'file-access-denied',
  'file-read-only',
  'file-busy',
  'file-disk-full',
  'file-failed',
  'file-not-regular',
  'unc-path-refused',
  'capability-missing',
  'live-domain-needs-windows',
  'live-domain-not-found',
  'powershell-not-found',
  'gpmc-not-installed',
  'session-not-started',
  'session-timeout',
  'session-protocol',
  'session-failed',
  'script-forbidden',
  'constrained-language',
]);

const wrongUseCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'wrong-use',
  'gpo-not-found',
  'gpo-ambiguous',
  'gpo-name-taken',
  'gpo-name-invalid',
  'som-not-found',
  'link-not-found',
  'link-exists',
  'link-order-invalid',
  'wmi-filter-not-found',
  'starter-gpo-not-found',
  'backup-not-found',
  'backup-ambiguous',
  'default-gpo-needs-confirmation',
  'plan-invalid',
  'undo-not-found',
  'undo-nothing',
  'undo-without-safety-backup',
  'folder-not-empty',
  'file-exists',
]);

/** The exit code of an error that ended a command. */
export function exitCodeOfError(code: ErrorCode): ExitCode {
  if (code === 'cancelled') return exitCodes.cancelled;
  if (environmentCodes.has(code)) return exitCodes.environment;
  if (wrongUseCodes.has(code)) return exitCodes.wrongUse;
  return exitCodes.someFailed;
}

/** The exit code of a finished operation. */
export function exitCodeOfSummary(summary: OperationSummary): ExitCode {
  switch (summary.state) {
    case 'done':
      return exitCodes.done;
    case 'cancelled':
      return exitCodes.cancelled;
    case 'partly-failed':
    case 'failed':
      return exitCodes.someFailed;
  }
}
