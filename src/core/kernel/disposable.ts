/** Something acquired that must be given back exactly once. Structurally the same as `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Owns several disposables. What is added after the store was disposed is disposed at once, so an await in between cannot leak. */
export class DisposableStore implements Disposable {
  readonly #items = new Set<Disposable>();
  #disposed = false;

  /** Takes ownership of `item` and returns it. */
  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.add(item);
    return item;
  }

  /** Disposes everything, last added first; later calls do nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const items = [...this.#items].reverse();
    this.#items.clear();
    for (const item of items) item.dispose();
  }
}

/** Makes a disposable of a function, which is called at most once. */
export function toDisposable(release: () => void): Disposable {
  let released = false;
  return {
    dispose(): void {
      if (released) return;
      released = true;
      release();
    },
  };
}
