import { randomUUID } from 'node:crypto';
import { vscode } from '../vscodeApi';
import { CancellationTokenSource } from '../../core/kernel/cancellation';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { DomainAddress, GpoId } from '../../core/model/ids';
import type { OperationKind, OperationProgress, OperationSummary } from '../../core/model/operation';
import type { RunContext } from '../../core/ports/runContext';
import { OperationRegistry } from '../../services/operations/operationRegistry';
import type { Mark, OperationMarks } from '../model/operationMarks';
import { ProgressMeter } from '../model/progressMeter';
import { progressText } from '../model/progressText';

/** What has ended by then needs no progress: one that only flashes is noise. */
const patienceMs = 150;

/** An operation as the user started it. */
export interface StartedOperation {
  readonly kind: OperationKind;
  readonly change: string | undefined;
  /** What stands above the progress: "Back Up". */
  readonly title: string;
  readonly domainName: string;
  /** Names of the GPOs, SOMs or backups; empty where all are meant. */
  readonly subjects: readonly string[];
  /** The rows that show it: the domain, and its GPOs by name where they are known. */
  readonly rows: { readonly domain: DomainAddress; readonly gpos: ReadonlyMap<string, GpoId> } | undefined;
}

/** Runs operations with progress and Cancel, and knows those that run and the last ones that have ended. */
export class OperationRunner implements Disposable {
  readonly #store = new DisposableStore();
  readonly #cancels = new Map<string, CancellationTokenSource>();
  readonly registry = this.#store.add(new OperationRegistry());

  constructor(private readonly marks: OperationMarks) {}

  /** Whether any operation runs. */
  get isRunning(): boolean {
    return this.#cancels.size > 0;
  }

  /** Asks a running operation to stop, as its Cancel button does. */
  cancel(id: string): void {
    this.#cancels.get(id)?.cancel();
  }

  /** Whether Cancel was asked for and the operation has not ended. */
  isCancelling(id: string): boolean {
    return this.#cancels.get(id)?.token.isCancellationRequested === true;
  }

  /**
   * Runs an operation to its end. VS Code closes a progress the moment its Cancel is clicked; from then on a second one
   * without Cancel stands until the operation has really ended. @throws what `work` throws
   */
  async run<T>(
    operation: StartedOperation,
    work: (run: RunContext<OperationProgress>) => Promise<T>,
    summaryOf: (result: T) => OperationSummary | undefined,
  ): Promise<T> {
    const id = randomUUID();
    const cancel = new CancellationTokenSource();
    this.#cancels.set(id, cancel);
    const { kind, change, domainName, subjects } = operation;
    const handle = this.registry.begin({ id, kind, change, domainName, subjects, started: new Date().toISOString() });
    const bars = new Set<vscode.Progress<{ message?: string; increment?: number }>>();
    let last: OperationProgress | undefined;
    const meter = new ProgressMeter((step, progress) => {
      handle.progress(progress);
      last = progress;
      for (const bar of bars) bar.report(step);
      this.marks.set(id, marksOf(operation, progress, cancel.token.isCancellationRequested));
    }, progressText);
    this.marks.set(id, marksOf(operation, undefined, false));
    const ended = work({ token: cancel.token, progress: (progress) => meter.report(progress) });
    const settled = ended.then(
      () => undefined,
      () => undefined,
    );
    const cancelled = new Promise<void>((resolve) => {
      cancel.token.onCancellationRequested(resolve);
    });
    void cancelled.then(() => {
      this.marks.set(id, marksOf(operation, last, true));
      return vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title:
            last === undefined
              ? vscode.l10n.t('Cancelling…')
              : vscode.l10n.t('Cancelling… (waiting for {0})', last.current),
        },
        () => settled,
      );
    });
    const quickly = setTimeout(() => {
      void vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: operation.title, cancellable: true },
        async (bar, token) => {
          bars.add(bar);
          token.onCancellationRequested(() => cancel.cancel());
          await Promise.race([settled, cancelled]);
          bars.delete(bar);
        },
      );
    }, patienceMs);
    let summary: OperationSummary | undefined;
    try {
      const result = await ended;
      summary = summaryOf(result);
      return result;
    } finally {
      clearTimeout(quickly);
      meter.dispose();
      this.#cancels.delete(id);
      this.marks.set(id, []);
      handle.end(summary);
    }
  }

  dispose(): void {
    for (const cancel of this.#cancels.values()) cancel.cancel();
    this.#store.dispose();
  }
}

/** Rows: the domain says which operation runs, the GPO in work turns. */
function marksOf(
  { rows, title }: StartedOperation,
  progress: OperationProgress | undefined,
  isCancelling: boolean,
): readonly Mark[] {
  if (rows === undefined) return [];
  const cancelling = vscode.l10n.t('Cancelling…');
  const text = !isCancelling
    ? vscode.l10n.t('{0}…', title)
    : progress === undefined
      ? cancelling
      : vscode.l10n.t('Cancelling… (waiting for {0})', progress.current);
  const gpo = progress === undefined ? undefined : rows.gpos.get(progress.current);
  const domain: Mark = { domain: rows.domain, gpo: undefined, text };
  return gpo === undefined ? [domain] : [domain, { domain: rows.domain, gpo, text: isCancelling ? cancelling : text }];
}
