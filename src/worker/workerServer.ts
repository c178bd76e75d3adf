import { Emitter } from '../core/kernel/event';
import { toErrorValue } from '../core/kernel/errors';
import type { CancellationToken } from '../core/kernel/cancellation';
import type { RunContext } from '../core/ports/runContext';
import type { Services } from '../services/api';
import type { FromWorker, ToWorker } from './protocol';

type AnyMethod = (input: unknown, run: RunContext<unknown>) => Promise<unknown>;

/** Answers calls of {@link ToWorker} with the services; several may run at once. */
export class WorkerServer {
  readonly #cancels = new Map<number, Emitter<void>>();

  constructor(
    private readonly services: Services,
    private readonly post: (message: FromWorker) => void,
  ) {}

  /** Takes one message; never throws and never leaves a call without an answer. */
  receive(message: ToWorker): void {
    if (message.kind === 'cancel') this.#cancels.get(message.id)?.fire();
    else void this.#run(message);
  }

  async #run({ id, method, input, cancelFlag }: Extract<ToWorker, { readonly kind: 'call' }>): Promise<void> {
    const cancel = new Emitter<void>();
    this.#cancels.set(id, cancel);
    const run: RunContext<unknown> = {
      token: sharedToken(cancelFlag, cancel),
      progress: (value) => {
        this.post({ kind: 'progress', id, value });
      },
    };
    try {
      // The protocol is typed at its other end: see workerClient.ts.
      const call = this.services[method].bind(this.services) as AnyMethod;
      this.post({ kind: 'done', id, value: await call(input, run) });
    } catch (error) {
      this.post({ kind: 'failed', id, error: toErrorValue(error) });
    } finally {
      this.#cancels.delete(id);
      cancel.dispose();
    }
  }
}

function sharedToken(flag: SharedArrayBuffer, cancel: Emitter<void>): CancellationToken {
  const word = new Int32Array(flag);
  return {
    get isCancellationRequested(): boolean {
      return Atomics.load(word, 0) !== 0;
    },
    onCancellationRequested: cancel.event,
  };
}
