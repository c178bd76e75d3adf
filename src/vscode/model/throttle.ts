import type { Disposable } from '../../core/kernel/disposable';

/** The part of the host's clock that throttles need; tests turn it by hand. */
export interface Timers {
  /** Milliseconds. */
  now(): number;
  after(milliseconds: number, run: () => void): Disposable;
}

/** The extension host's own timers. */
export const hostTimers: Timers = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};

/**
 * Calls `run` at once, and then at most every `interval` milliseconds however often it is asked; the last wish is never
 * lost.
 */
export class Throttle implements Disposable {
  #waiting: Disposable | undefined;
  #last = -Infinity;
  #disposed = false;

  constructor(
    private readonly interval: number,
    private readonly run: () => void,
    private readonly timers: Timers = hostTimers,
  ) {}

  ask(): void {
    if (this.#waiting !== undefined || this.#disposed) return;
    const wait = this.#last + this.interval - this.timers.now();
    if (wait <= 0) this.#fire();
    else
      this.#waiting = this.timers.after(wait, () => {
        this.#waiting = undefined;
        this.#fire();
      });
  }

  /** What `run` would do has just been done by somebody else: a wish that waits, and the next one, wait a whole interval. */
  postpone(): void {
    this.#last = this.timers.now();
    if (this.#waiting === undefined) return;
    this.#waiting.dispose();
    this.#waiting = undefined;
    this.ask();
  }

  dispose(): void {
    this.#disposed = true;
    this.#waiting?.dispose();
    this.#waiting = undefined;
  }

  #fire(): void {
    if (this.#disposed) return;
    this.#last = this.timers.now();
    this.run();
  }
}
