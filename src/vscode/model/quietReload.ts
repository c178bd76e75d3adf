import type { Disposable } from '../../core/kernel/disposable';
import { hostTimers, type Timers } from './throttle';

/** Shortest time between a change on disk and the reading that it causes: a `git pull` writes many files. */
const settleMs = 250;
/** Reading takes at most this share of the time, however often something changes … */
const share = 0.1;
/** … but nobody looks at what is older than this. */
const longestPauseMs = 5000;

/**
 * Reads again after changes from outside: once they have settled for a moment, and never so often that reading takes more
 * than a tenth of the time, unless that would take too long.
 */
export class QuietReload implements Disposable {
  #waiting: Disposable | undefined;
  #isReading = false;
  #isWanted = false;
  #notBefore = 0;
  #disposed = false;

  constructor(
    private readonly read: () => Promise<void>,
    private readonly timers: Timers = hostTimers,
  ) {}

  /** Something changed. */
  changed(): void {
    if (this.#disposed) return;
    this.#isWanted = true;
    if (this.#isReading || this.#waiting !== undefined) return;
    const wait = Math.max(settleMs, this.#notBefore - this.timers.now());
    this.#waiting = this.timers.after(wait, () => {
      this.#waiting = undefined;
      void this.#read();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#waiting?.dispose();
  }

  #againIfWanted(): void {
    if (this.#isWanted) this.changed();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    this.#isWanted = false;
    const began = this.timers.now();
    // whoever shows what is read shows the failure too
    await this.read().catch(() => undefined);
    const ended = this.timers.now();
    this.#notBefore = ended + Math.min((ended - began) * (1 / share - 1), longestPauseMs);
    this.#isReading = false;
    this.#againIfWanted();
  }
}
