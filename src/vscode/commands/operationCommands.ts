import { vscode } from '../vscodeApi';
import { isChangeKind } from '../../core/model/changeKinds';
import type { UndoEntry } from '../../services/api';
import type { RegisteredOperation } from '../../services/operations/operationRegistry';
import { changeName } from '../../text/names';
import { describeSummary } from '../../text/summary';
import { progressText } from '../model/progressText';
import { operationTitle, runningText } from '../ui/operationStatusItem';
import { pickOne } from '../ui/pick';
import { timeText } from '../../text/times';
import type { CommandContext, Commands } from './commandContext';
import { quietRun } from './domainCommands';
import { domainOf, nodesOf } from './targets';

/** Undo Last Change, Show Operations, Show Log, and the buttons of a plan. */
export function operationCommands(context: CommandContext): Commands {
  return {
    undo: async (target, all) => {
      const address = domainOf(nodesOf(context, target, all))?.address;
      const entry = await chooseUndo(
        await context.services.listUndo(address === undefined ? {} : { address }, quietRun),
      );
      if (entry === undefined) void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to undo.'));
      else await context.changes.propose({ kind: 'undo', domain: entry.address, undoId: entry.id });
    },
    showOperations: () => showOperations(context),
    showLog: () => {
      context.log.show();
      return Promise.resolve();
    },
    applyPlan: () => context.plans.act('apply'),
    discardPlan: () => context.plans.act('discard'),
  };
}

/** The last change, or one that the user chooses when there are several. @throws cancelled */
async function chooseUndo(entries: readonly UndoEntry[]): Promise<UndoEntry | undefined> {
  const open = entries.filter(({ undone }) => undone === undefined);
  if (open.length < 2) return open[0];
  return pickOne(
    { title: vscode.l10n.t('Undo'), placeholder: vscode.l10n.t('Which change? The newest is first.') },
    open.map((entry) => ({
      label: isChangeKind(entry.change) ? changeName(entry.change) : entry.change,
      description: entry.subjects.join(', '),
      detail: `${timeText(entry.time)} · ${entry.domainName}`,
      value: entry,
    })),
  );
}

async function showOperations(context: CommandContext): Promise<void> {
  const operations = context.runner.registry.list();
  if (operations.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was run in this window yet.'));
    return;
  }
  const operation = await pickOne(
    {
      title: vscode.l10n.t('Operations'),
      placeholder: vscode.l10n.t('Choose one that runs to cancel it, one that has ended to see what became of it'),
    },
    operations.map((value) => ({ ...operationRow(context, value), value })),
  );
  if (operation.running) await offerCancel(context, operation);
  else if (operation.summary !== undefined) await context.summaries.open(operation.summary);
  else context.log.show();
}

function operationRow(
  { runner }: CommandContext,
  operation: RegisteredOperation,
): { readonly label: string; readonly description: string; readonly detail: string } {
  const description = [operation.domainName, timeText(operation.started)].filter((part) => part !== '').join(' · ');
  if (operation.running) {
    const detail = operation.progress === undefined ? '' : progressText(operation.progress);
    return { label: `$(sync~spin) ${runningText(operation, runner)}`, description, detail };
  }
  const { summary } = operation;
  if (summary === undefined)
    return {
      label: `$(circle-outline) ${operationTitle(operation)}`,
      description,
      detail: operation.subjects.join(', '),
    };
  const icon = { done: 'check', 'partly-failed': 'warning', failed: 'error', cancelled: 'circle-slash' }[summary.state];
  const { title, details } = describeSummary(summary);
  return { label: `$(${icon}) ${title}`, description, detail: details[0] ?? '' };
}

async function offerCancel({ runner }: CommandContext, operation: RegisteredOperation): Promise<void> {
  const cancel = vscode.l10n.t('Cancel Operation');
  const chosen = await vscode.window.showInformationMessage(runningText(operation, runner), cancel);
  if (chosen === cancel) runner.cancel(operation.id);
}
