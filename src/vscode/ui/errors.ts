import { vscode } from '../vscodeApi';
import { isPolicyError, toErrorValue } from '../../core/kernel/errors';
import { errorSentence } from '../../text/errors';

/** Shows what went wrong, with what to do next and the way to the log. Cancelled work is no error and says nothing. */
export function showError(error: unknown, log: vscode.LogOutputChannel): void {
  if (isPolicyError(error, 'cancelled') || error instanceof vscode.CancellationError) return;
  const value = toErrorValue(error);
  // what is of the catalogue is said to the user; only defects need their technical detail kept
  if (value.code === 'unexpected') log.error(error instanceof Error ? error : String(error));
  else log.warn(`${value.code} ${JSON.stringify(value.params)}`);
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(errorSentence(value), showLog).then((chosen) => {
    if (chosen === showLog) log.show(true);
  });
}
