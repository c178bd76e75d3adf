import { toDisposable, type Disposable } from './disposable';

/** Subscribes a listener until the returned disposable is disposed. Structurally the same as `vscode.Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Fires values to its listeners, in the order in which they subscribed. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Map<symbol, (value: T) => void>();

  readonly event: Event<T> = (listener) => {
    const key = Symbol('listener');
    this.#listeners.set(key, listener);
    return toDisposable(() => this.#listeners.delete(key));
  };

  /** Calls every listener that is subscribed now; one that subscribes meanwhile is not called. */
  fire(value: T): void {
    for (const listener of [...this.#listeners.values()]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
