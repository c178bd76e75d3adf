import type { Disposable } from '../../core/kernel/disposable';
import type { OperationProgress } from '../../core/model/operation';
import { Throttle, hostTimers, type Timers } from './throttle';

/** A step of a progress bar: how many hundredths were added, and what is in work. */
export interface ProgressStep {
  readonly increment: number;
  readonly message: string;
}

/** Ten updates a second are shown, however often the server says something. */
const updateMs = 100;

/** Turns where an operation stands into steps of a progress bar; the steps never add up to more than 100. */
export class ProgressMeter implements Disposable {
  readonly #throttle: Throttle;
  #last: OperationProgress | undefined;
  #shown = 0;

  constructor(
    private readonly show: (step: ProgressStep, progress: OperationProgress) => void,
    private readonly describe: (progress: OperationProgress) => string,
    timers: Timers = hostTimers,
  ) {
    this.#throttle = new Throttle(updateMs, () => this.#show(), timers);
  }

  report(progress: OperationProgress): void {
    this.#last = progress;
    this.#throttle.ask();
  }

  dispose(): void {
    this.#throttle.dispose();
  }

  #show(): void {
    const progress = this.#last;
    if (progress === undefined) return;
    const reached = Math.min(100, Math.max(this.#shown, progress.fraction * 100));
    const increment = reached - this.#shown;
    this.#shown = reached;
    this.show({ increment, message: this.describe(progress) }, progress);
  }
}
