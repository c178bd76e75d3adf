import type { Timers } from '../../src/vscode/model/throttle';

/** A clock that stands still until a test turns it. */
export class ManualTimers implements Timers {
  #now = 1000;
  #waiting: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): { dispose(): void } {
    const entry = { at: this.#now + milliseconds, run };
    this.#waiting.push(entry);
    return {
      dispose: () => {
        this.#waiting = this.#waiting.filter((other) => other !== entry);
      },
    };
  }

  /** Lets time pass; what falls due runs at its own time, in order. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#waiting = this.#waiting.filter((other) => other !== next);
      next.run();
    }
    this.#now = end;
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#waiting.length;
  }
}
