import { t } from '@vscode/l10n';
import type { ItemOutcome, OperationSummary } from '../core/model/operation';
import { isChangeKind } from '../core/model/changeKinds';
import { errorSentence } from './errors';
import { changeName, operationName } from './names';

/** The end of an operation for people. */
export interface SummaryText {
  /** "Back Up: 15 done." */
  readonly title: string;
  /** One line an item that was not simply done, and what else has to be known. */
  readonly details: readonly string[];
  readonly severity: 'information' | 'warning' | 'error';
}

/** A finished operation as a title line, a line for each item that needs one, and how serious it is. */
export function describeSummary(summary: OperationSummary): SummaryText {
  const counts = countStates(summary.items);
  const parts = [
    counts.done > 0 || summary.items.length === 0 ? t('{0} done', counts.done) : '',
    counts.failed > 0 ? t('{0} failed', counts.failed) : '',
    counts.cancelled > 0 ? t('{0} cancelled', counts.cancelled) : '',
    counts['not-started'] > 0 ? t('{0} not started', counts['not-started']) : '',
  ].filter((part) => part !== '');
  return {
    title: t('{0}: {1}.', summaryName(summary), parts.join(', ')),
    details: [
      ...summary.items.filter((item) => item.state !== 'done').map(outcomeLine),
      ...(summary.withoutSafetyBackup === true
        ? [t('No safety backup was taken, as safety backups are switched off: this cannot be undone.')]
        : []),
    ],
    severity: counts.failed > 0 ? 'error' : summary.state === 'cancelled' ? 'warning' : 'information',
  };
}

/** What the operation was: the change's name where it was one. */
export function summaryName(summary: Pick<OperationSummary, 'kind' | 'change'>): string {
  return summary.change !== undefined && isChangeKind(summary.change)
    ? changeName(summary.change)
    : operationName(summary.kind);
}

/** One item and what became of it. */
export function outcomeLine(item: ItemOutcome): string {
  switch (item.state) {
    case 'done':
      return t('{0}: done', item.name);
    case 'failed':
      return t('{0}: failed. {1}', item.name, item.error === undefined ? '' : errorSentence(item.error));
    case 'cancelled':
      return t('{0}: cancelled; it is as it was before.', item.name);
    case 'not-started':
      return t('{0}: not started', item.name);
  }
}

function countStates(items: readonly ItemOutcome[]): Record<ItemOutcome['state'], number> {
  const counts = { done: 0, failed: 0, cancelled: 0, 'not-started': 0 };
  for (const item of items) counts[item.state] += 1;
  return counts;
}
