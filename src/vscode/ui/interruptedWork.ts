import { vscode } from '../vscodeApi';
import type { InterruptedWork } from '../../core/ports/domainProvider';
import { interruptedSentence } from '../../text/interruptedWork';
import { commandIds } from '../commands/ids';

/** Says what was interrupted in a domain, once it is opened, and offers the way back. */
export async function tellInterrupted(
  domain: string,
  interrupted: readonly InterruptedWork[],
  log: vscode.LogOutputChannel,
): Promise<void> {
  const [first] = interrupted;
  if (first === undefined) return;
  const lines = interrupted.map(lineOf);
  log.warn([domain, ...lines].join('\n  '));
  const undo = vscode.l10n.t('Undo…');
  const showLog = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showWarningMessage(
    lines.length === 1
      ? vscode.l10n.t('{0}: {1}', domain, lineOf(first))
      : vscode.l10n.t('{0}: {1} changes were interrupted. {2}', domain, lines.length, lineOf(first)),
    undo,
    showLog,
  );
  if (chosen === undo) await vscode.commands.executeCommand(commandIds.undo);
  else if (chosen === showLog) log.show(true);
}

function lineOf(work: InterruptedWork): string {
  return interruptedSentence(work);
}
