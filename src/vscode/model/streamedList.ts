import { CancellationTokenSource, type CancellationToken } from '../../core/kernel/cancellation';
import type { Disposable } from '../../core/kernel/disposable';
import { Emitter } from '../../core/kernel/event';
import { isPolicyError, toErrorValue, type ErrorValue } from '../../core/kernel/errors';

/** Loads a list: hands over batches as they come and resolves with the whole. */
export type LoadList<T> = (token: CancellationToken, batch: (items: readonly T[]) => void) => Promise<readonly T[]>;

/**
 * A list that arrives in batches. It is loaded when somebody asks first and kept; while it is loaded again the items of
 * before stay, so that nobody looks at an empty list.
 */
export class StreamedList<T> implements Disposable {
  readonly #changed = new Emitter<void>();
  #items: readonly T[] = [];
  #error: ErrorValue | undefined;
  #isComplete = false;
  #isDisposed = false;
  #run: Run<T> | undefined;

  /** Fires when items, error or completeness are others than before. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly load: LoadList<T>) {}

  /** What is known now; the batches so far while it is loaded for the first time. */
  get items(): readonly T[] {
    return this.#items;
  }

  /** Whether `items` was the whole list when it was last loaded. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Why the last loading failed. */
  get error(): ErrorValue | undefined {
    return this.#error;
  }

  /** Resolves when there is something to show: a first batch, the end or a failure. Never rejects. */
  async first(): Promise<void> {
    if (this.#isComplete) return;
    if (this.#error !== undefined && this.#run === undefined) return;
    await this.#start().first;
  }

  /** The whole list; that of the newest loading where it is loaded again meanwhile. @throws what loading throws */
  async all(): Promise<readonly T[]> {
    if (this.#isComplete && this.#run === undefined) return this.#items;
    const run = this.#start();
    try {
      return await run.all;
    } catch (error) {
      const isReplaced = run.cancel.token.isCancellationRequested && !this.#isDisposed;
      if (isReplaced) return this.all();
      throw error;
    }
  }

  /** Loads the list again if anybody asked for it before. */
  reload(): void {
    if (this.#run === undefined && !this.#isComplete && this.#error === undefined) return;
    this.#run?.cancel.cancel();
    this.#run = undefined;
    this.#start();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#run?.cancel.cancel();
    this.#run = undefined;
    this.#changed.dispose();
  }

  #start(): Run<T> {
    if (this.#run !== undefined) return this.#run;
    const cancel = new CancellationTokenSource();
    let arrived: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (arrived = resolve));
    const isCurrent = (): boolean => this.#run?.cancel === cancel;
    let batches: T[] = [];
    const batch = (items: readonly T[]): void => {
      if (!isCurrent()) return;
      batches = [...batches, ...items];
      if (!this.#isComplete) {
        this.#items = batches;
        this.#changed.fire();
      }
      arrived();
    };
    const run: Run<T> = { cancel, first, all: Promise.resolve([]) };
    this.#run = run;
    run.all = this.load(cancel.token, batch).then(
      (items) => {
        if (isCurrent()) this.#end(items, undefined);
        arrived();
        return items;
      },
      (error: unknown) => {
        if (isCurrent()) this.#end(this.#items, error);
        arrived();
        throw error;
      },
    );
    // who asked for the whole list hears of it; for the others the error is kept
    run.all.catch(() => undefined);
    return run;
  }

  #end(items: readonly T[], error: unknown): void {
    this.#run = undefined;
    this.#items = items;
    this.#error = error === undefined || isPolicyError(error, 'cancelled') ? undefined : toErrorValue(error);
    this.#isComplete = error === undefined;
    this.#changed.fire();
  }
}

interface Run<T> {
  readonly cancel: CancellationTokenSource;
  readonly first: Promise<void>;
  all: Promise<readonly T[]>;
}
