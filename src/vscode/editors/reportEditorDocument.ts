import { vscode } from '../vscodeApi';
import { CancellationTokenSource, type CancellationToken } from '../../core/kernel/cancellation';
import { DisposableStore, toDisposable } from '../../core/kernel/disposable';
import { Emitter } from '../../core/kernel/event';
import { isPolicyError } from '../../core/kernel/errors';
import type { RunContext } from '../../core/ports/runContext';
import type { OpenReport, ReportHead, ReportSessions } from '../../services/reports/reportSessions';
import type { ReportSource } from '../../services/reports/reportSource';

/** A report that an editor shows: opened when a page asks first, again when its file changed or the worker ended. */
export class ReportEditorDocument implements vscode.CustomDocument {
  readonly #store = new DisposableStore();
  readonly #cancel = this.#store.add(new CancellationTokenSource());
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #heads = this.#store.add(new Emitter<ReportHead>());
  #opening: Promise<OpenReport> | undefined;
  #head: ReportHead | undefined;

  /** Fires when the report is another one than before; the pages ask again. */
  readonly onDidChange = this.#changed.event;
  /** Fires while a large report is being opened. */
  readonly onHead = this.#heads.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly sessions: ReportSessions,
    /** What to open; called again after a change. */
    private readonly source: (token: CancellationToken) => Promise<ReportSource>,
  ) {
    if (uri.scheme === 'file') this.#watch();
    this.#store.add(toDisposable(() => this.#close()));
  }

  /** What is known while the report is being opened. */
  get head(): ReportHead | undefined {
    return this.#head;
  }

  /** The open report. @throws report-not-recognised and what reading can throw */
  open(): Promise<OpenReport> {
    if (this.#opening !== undefined) return this.#opening;
    const opening = this.#open();
    this.#opening = opening;
    // the next question tries again; who asked this one hears the failure
    opening.catch(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    return opening;
  }

  /** Asks something of the open report, once more after the worker that held it has ended. */
  async ask<T>(
    question: (handle: number, run: RunContext<never>) => Promise<T>,
    token = this.#cancel.token,
  ): Promise<T> {
    const run: RunContext<never> = { token, progress: () => undefined };
    const opening = this.open();
    try {
      return await question((await opening).handle, run);
    } catch (error) {
      if (!isPolicyError(error, 'report-closed') && !isPolicyError(error, 'worker-ended')) throw error;
      if (this.#opening === opening) this.#opening = undefined;
      return question((await this.open()).handle, run);
    }
  }

  dispose(): void {
    this.#cancel.cancel();
    this.#store.dispose();
  }

  async #open(): Promise<OpenReport> {
    this.#head = undefined;
    const { token } = this.#cancel;
    const source = await this.source(token);
    const progress = (head: ReportHead): void => {
      this.#head = head;
      this.#heads.fire(head);
    };
    return this.sessions.openReport({ source }, { token, progress });
  }

  #watch(): void {
    const folder = vscode.Uri.joinPath(this.uri, '..');
    const name = this.uri.path.slice(this.uri.path.lastIndexOf('/') + 1);
    // a name with the characters of a pattern is matched by the ones around it too: one more reading does no harm
    const pattern = new vscode.RelativePattern(folder, name.replace(/[[\]{}*?]/g, '?'));
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern, false, false, true));
    const reload = (): void => {
      this.#close();
      this.#changed.fire();
    };
    watcher.onDidChange(reload);
    watcher.onDidCreate(reload);
  }

  #close(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    if (opening === undefined) return;
    const run: RunContext<never> = { token: new CancellationTokenSource().token, progress: () => undefined };
    // a report that could not be opened need not be closed
    opening.then(({ handle }) => this.sessions.closeReport({ handle }, run)).catch(() => undefined);
  }
}
