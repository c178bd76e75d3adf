import { t } from '@vscode/l10n';
import { isChangeKind } from '../core/model/changeKinds';
import type { InterruptedWork } from '../core/ports/domainProvider';
import { changeName } from './names';
import { timeText } from './times';

/** What was interrupted, of what, when, and what became of it. */
export function interruptedSentence({ operation, gpoName, outcome, started }: InterruptedWork): string {
  const what = isChangeKind(operation) ? changeName(operation) : operation;
  const when = timeText(started);
  switch (outcome) {
    case 'completed':
      return t('{0} of "{1}" ({2}) was interrupted; it has been completed.', what, gpoName, when);
    case 'rolled-back':
      return t('{0} of "{1}" ({2}) was interrupted; the GPO is as it was before.', what, gpoName, when);
    case 'unknown':
      return t('{0} of "{1}" ({2}) was interrupted; look at the GPO, Undo can put it back.', what, gpoName, when);
  }
}
