import { vscode } from '../vscodeApi';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import { isChangeKind } from '../../core/model/changeKinds';
import type { RegisteredOperation } from '../../services/operations/operationRegistry';
import { changeName, operationName } from '../../text/names';
import { commandIds } from '../commands/ids';
import { percentText, progressText } from '../model/progressText';
import { Throttle } from '../model/throttle';
import type { OperationRunner } from './operationRunner';

/** In the status bar while something runs: what, how far, and the way to Show Operations. */
export class OperationStatusItem implements Disposable {
  readonly #store = new DisposableStore();
  #item: vscode.StatusBarItem | undefined;

  constructor(private readonly runner: OperationRunner) {
    const throttle = this.#store.add(new Throttle(200, () => this.#show()));
    this.#store.add(runner.registry.onDidChange(() => throttle.ask()));
  }

  dispose(): void {
    this.#store.dispose();
    this.#item?.dispose();
  }

  #show(): void {
    const running = this.runner.registry.list().filter(({ running }) => running);
    const [newest] = running;
    if (newest === undefined) {
      this.#item?.hide();
      return;
    }
    const item = (this.#item ??= this.#make());
    const text =
      running.length > 1 ? vscode.l10n.t('{0} operations', running.length) : runningText(newest, this.runner);
    item.text = `$(sync~spin) ${text}`;
    item.tooltip = newest.progress === undefined ? text : progressText(newest.progress);
    item.accessibilityInformation = { label: vscode.l10n.t('Group Policy: {0}', text), role: 'button' };
    item.show();
  }

  #make(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem('groupPolicy.operations', vscode.StatusBarAlignment.Left);
    item.name = vscode.l10n.t('Group Policy Operations');
    item.command = commandIds.showOperations;
    return item;
  }
}

/** What an operation is called. */
export function operationTitle({ kind, change }: Pick<RegisteredOperation, 'kind' | 'change'>): string {
  return change !== undefined && isChangeKind(change) ? changeName(change) : operationName(kind);
}

/** `Back Up 45 %`, or that it is being cancelled. */
export function runningText(operation: RegisteredOperation, runner: OperationRunner): string {
  if (runner.isCancelling(operation.id)) return vscode.l10n.t('Cancelling… {0}', operationTitle(operation));
  return operation.progress === undefined
    ? vscode.l10n.t('{0}…', operationTitle(operation))
    : vscode.l10n.t('{0} {1}', operationTitle(operation), percentText(operation.progress.fraction));
}
