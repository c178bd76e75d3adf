import { t } from '@vscode/l10n';
import type { OperationProgress } from '../../core/model/operation';
import type { OperationStatus } from '../../core/model/operationStatus';

/** Which GPO is in work and what the server says: `3 of 12: Workstations - Security, Registry`. */
export function progressText(progress: OperationProgress): string {
  const said = progress.status === undefined ? '' : statusText(progress.status);
  const subject = said === '' ? progress.current : t('{0}, {1}', progress.current, said);
  if (progress.items <= 1) return subject;
  return t('{0} of {1}: {2}', Math.min(progress.finished + 1, progress.items), progress.items, subject);
}

/** The newest message of the server; empty when it said nothing. */
function statusText(status: OperationStatus): string {
  const message = status.messages.at(-1);
  if (message === undefined) return '';
  return [message.extensionName, message.text].filter((part) => part !== '').join(': ');
}

/** Whole hundredths: `45 %`. */
export function percentText(fraction: number): string {
  return t('{0} %', Math.floor(fraction * 100));
}
