import { vscode } from '../vscodeApi';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { DomainAddress } from '../../core/model/ids';
import type { OperationSummary } from '../../core/model/operation';
import { printable } from '../../text/printable';
import { timeText } from '../../text/times';
import { describeSummary, outcomeLine } from '../../text/summary';
import { stateAfterLines } from './stateAfter';

const scheme = 'group-policy-operation';

/** Says how operations ended: a message with the ways on, and a text with every item. */
export class Summaries implements Disposable, vscode.TextDocumentContentProvider {
  readonly #store = new DisposableStore();
  readonly #kept = new Map<string, OperationSummary>();

  constructor(
    private readonly log: vscode.LogOutputChannel,
    /** Proposes to take a change back. */
    private readonly undo: (domain: DomainAddress, undoId: string) => void,
  ) {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  /** Tells the user how an operation ended, without waiting for an answer. Undo is offered where a domain was changed. */
  show(summary: OperationSummary, domain: DomainAddress | undefined): void {
    this.keep(summary);
    const { title, details, severity } = describeSummary(summary);
    const sentence = details.length === 1 ? `${title} ${details[0] ?? ''}` : title;
    this.log.info(`${title}${details.map((line) => `\n  ${line}`).join('')}`);
    const undo = vscode.l10n.t('Undo');
    const showDetails = vscode.l10n.t('Show Details');
    const showLog = vscode.l10n.t('Show Log');
    const { undoId } = summary;
    const buttons = [...(undoId === undefined || domain === undefined ? [] : [undo]), showDetails, showLog];
    const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
    const message = {
      information: (...args: [string, ...string[]]) => showInformationMessage(...args),
      warning: (...args: [string, ...string[]]) => showWarningMessage(...args),
      error: (...args: [string, ...string[]]) => showErrorMessage(...args),
    }[severity];
    void message(sentence, ...buttons).then((chosen) => {
      if (chosen === undo && undoId !== undefined && domain !== undefined) this.undo(domain, undoId);
      else if (chosen === showDetails) void this.open(summary);
      else if (chosen === showLog) this.log.show(true);
    });
  }

  keep(summary: OperationSummary): void {
    this.#kept.set(summary.id, summary);
  }

  /** Opens the text with every item. */
  async open(summary: OperationSummary): Promise<void> {
    this.keep(summary);
    const uri = vscode.Uri.from({ scheme, path: `/${summary.id}/${describeSummary(summary).title}` });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const summary = this.#kept.get(uri.path.split('/')[1] ?? '');
    if (summary === undefined) return vscode.l10n.t('This operation is from an earlier session. The log has it.');
    const { title } = describeSummary(summary);
    const facts = [
      title,
      '',
      ...(summary.domainName === '' ? [] : [vscode.l10n.t('Domain: {0}', summary.domainName)]),
      vscode.l10n.t('Started: {0}', timeText(summary.started)),
      vscode.l10n.t('Ended: {0}', timeText(summary.ended)),
      ...(summary.backupSet === undefined ? [] : [vscode.l10n.t('Backup folder: {0}', summary.backupSet)]),
      '',
    ];
    const items = summary.items.flatMap((item) => [
      printable(outcomeLine(item)),
      ...stateAfterLines(item).map((line) => `    ${printable(line)}`),
    ]);
    return `${[...facts, ...items].join('\n')}\n`;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
