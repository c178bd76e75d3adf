import type { Disposable } from './disposable';
import { Emitter, type Event } from './event';
import { PolicyError } from './errors';

/**
 * A request to stop. Structurally the same as `vscode.CancellationToken`. Code that runs without yielding reads
 * `isCancellationRequested`, which may look at a flag shared with another thread; code that waits also listens.
 */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: Event<void>;
}

/** The token of work that nobody can cancel. */
export const neverCancelled: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: (): void => undefined }),
};

/** Makes a token and cancels it. */
export class CancellationTokenSource implements Disposable {
  readonly #emitter = new Emitter<void>();
  #cancelled = false;
  readonly token: CancellationToken;

  /** @param parent cancelling the parent cancels this one too */
  constructor(parent?: CancellationToken) {
    const isCancelled = (): boolean => this.#cancelled || parent?.isCancellationRequested === true;
    this.token = {
      get isCancellationRequested(): boolean {
        return isCancelled();
      },
      onCancellationRequested: (listener) => {
        const own = this.#emitter.event(listener);
        const inherited = parent?.onCancellationRequested(listener);
        return {
          dispose: (): void => {
            own.dispose();
            inherited?.dispose();
          },
        };
      },
    };
  }

  /** Cancels the token; later calls do nothing. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#emitter.fire();
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}

/** Throws `cancelled` when the token asks to stop. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new PolicyError('cancelled', {});
}
