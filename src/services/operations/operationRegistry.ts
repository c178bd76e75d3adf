import type { Disposable } from '../../core/kernel/disposable';
import { Emitter, type Event } from '../../core/kernel/event';
import type { OperationKind, OperationProgress, OperationSummary } from '../../core/model/operation';

/** An operation that runs or has ended. */
export interface RegisteredOperation {
  readonly id: string;
  readonly kind: OperationKind;
  /** The change's kind for `apply`. */
  readonly change: string | undefined;
  readonly domainName: string;
  /** Names of the GPOs, SOMs or backups. */
  readonly subjects: readonly string[];
  /** ISO 8601, UTC. */
  readonly started: string;
  /** What was last reported; undefined before anything was. */
  readonly progress: OperationProgress | undefined;
  /** Undefined while it runs and when it ended with an error as a whole. */
  readonly summary: OperationSummary | undefined;
  readonly running: boolean;
}

/** What is told of an operation when it begins. */
export type OperationStart = Omit<RegisteredOperation, 'progress' | 'summary' | 'running'>;

/** Lets the one who runs an operation tell how it goes. */
export interface OperationHandle {
  progress(progress: OperationProgress): void;
  /** @param summary undefined when it ended with an error as a whole */
  end(summary: OperationSummary | undefined): void;
}

const finishedKept = 50;

/** All running operations and the last finished ones, newest first. */
export class OperationRegistry implements Disposable {
  readonly #changed = new Emitter<RegisteredOperation>();
  #operations: readonly RegisteredOperation[] = [];

  /** Fires with the operation as it now is. */
  readonly onDidChange: Event<RegisteredOperation> = this.#changed.event;

  list(): readonly RegisteredOperation[] {
    return this.#operations;
  }

  begin(start: OperationStart): OperationHandle {
    let current: RegisteredOperation = { ...start, progress: undefined, summary: undefined, running: true };
    this.#operations = this.#shortened([current, ...this.#operations]);
    this.#changed.fire(current);
    const replace = (changes: Partial<RegisteredOperation>): void => {
      const changed = { ...current, ...changes };
      this.#operations = this.#operations.map((operation) => (operation === current ? changed : operation));
      current = changed;
      this.#changed.fire(changed);
    };
    return {
      progress: (progress) => {
        replace({ progress });
      },
      end: (summary) => {
        replace({ summary, running: false });
      },
    };
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #shortened(operations: readonly RegisteredOperation[]): readonly RegisteredOperation[] {
    let finished = 0;
    return operations.filter((operation) => {
      if (operation.running) return true;
      finished += 1;
      return finished <= finishedKept;
    });
  }
}
