import { vscode } from '../vscodeApi';
import { DisposableStore, toDisposable } from '../../core/kernel/disposable';
import { CancellationTokenSource } from '../../core/kernel/cancellation';
import { isPolicyError, toErrorValue } from '../../core/kernel/errors';
import type { ReportSessions } from '../../services/reports/reportSessions';
import type { FromReportPage, ToReportPage } from '../../shared/reportMessages';
import { errorSentence } from '../../text/errors';
import { problemText } from '../../text/problems';
import type { ReportEditorDocument } from './reportEditorDocument';
import type { ReportOutput } from './reportOutput';

/** One page on one report: answers its questions. Several pages can show the same report. */
export class ReportPanel {
  readonly #store = new DisposableStore();
  #search: CancellationTokenSource | undefined;

  /** What it shows. */
  get uri(): vscode.Uri {
    return this.document.uri;
  }

  constructor(
    private readonly document: ReportEditorDocument,
    private readonly panel: vscode.WebviewPanel,
    private readonly sessions: ReportSessions,
    private readonly output: ReportOutput,
  ) {
    this.#store.add(panel.webview.onDidReceiveMessage((message: FromReportPage) => void this.#receive(message)));
    this.#store.add(document.onDidChange(() => void this.#open()));
    this.#store.add(document.onHead((head) => this.#post({ type: 'head', head })));
    this.#store.add(toDisposable(() => this.#search?.dispose()));
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Puts a row, or a section, on the clipboard. */
  async copy(section: number, row: number | undefined): Promise<void> {
    const text = await this.document.ask((handle, run) =>
      this.sessions.copyReport(row === undefined ? { handle, section } : { handle, section, row }, run),
    );
    await vscode.env.clipboard.writeText(text);
    this.#post({ type: 'notice', text: vscode.l10n.t('Copied.') });
  }

  async #receive(message: FromReportPage): Promise<void> {
    try {
      await this.#answer(message);
    } catch (error) {
      const text = errorSentence(toErrorValue(error));
      if ('id' in message) this.#post({ type: 'failed', id: message.id, text });
      else if (!isPolicyError(error, 'cancelled')) void vscode.window.showErrorMessage(text);
    }
  }

  async #answer(message: FromReportPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#open();
      case 'rows': {
        const { id, section, from, count } = message;
        const rows = await this.document.ask((handle, run) =>
          this.sessions.reportRows({ handle, section, from, count }, run),
        );
        this.#post({ type: 'rows', id, rows });
        return;
      }
      case 'search':
        return this.#find(message.id, message.text);
      case 'copy':
        return this.copy(message.section, message.row);
      case 'save': {
        this.#tell(await this.output.save(this.document));
        return;
      }
      case 'print': {
        this.#tell(await this.output.print(this.document));
        return;
      }
      case 'show-xml':
        return this.output.showXml(this.document);
    }
  }

  async #open(): Promise<void> {
    const { head } = this.document;
    if (head !== undefined) this.#post({ type: 'head', head });
    try {
      const report = await this.document.open();
      this.#post({ type: 'opened', report, problems: report.problems.map(problemText) });
    } catch (error) {
      this.#post({ type: 'failed', text: errorSentence(toErrorValue(error)) });
    }
  }

  /** A new search ends the one before it. */
  async #find(id: number, text: string): Promise<void> {
    this.#search?.cancel();
    const search = new CancellationTokenSource();
    this.#search = search;
    const hits = await this.document.ask(
      (handle, run) => this.sessions.searchReport({ handle, text }, run),
      search.token,
    );
    this.#post({ type: 'hits', id, hits });
  }

  #tell(text: string | undefined): void {
    if (text !== undefined) this.#post({ type: 'notice', text });
  }

  #post(message: ToReportPage): void {
    void this.panel.webview.postMessage(message);
  }
}
