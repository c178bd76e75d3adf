/** Work in the document is done in turns of a few milliseconds a frame, so that scrolling stays smooth. */
export class FrameQueue {
  readonly #waiting: (() => void)[] = [];
  #scheduled = false;

  constructor(private readonly budgetMs = 6) {}

  /** Resolves in a frame that has time left. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => void this.#run());
  }

  async #run(): Promise<void> {
    const start = performance.now();
    while (this.#waiting.length > 0 && performance.now() - start < this.budgetMs) {
      this.#waiting.shift()?.();
      // what waited runs now, before the clock is read again
      await Promise.resolve();
      await Promise.resolve();
    }
    this.#scheduled = false;
    if (this.#waiting.length > 0) this.#schedule();
  }
}
