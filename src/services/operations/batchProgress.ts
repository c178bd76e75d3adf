import type { OperationProgress } from '../../core/model/operation';
import type { OperationStatus } from '../../core/model/operationStatus';

/**
 * Turns what a provider says of one item into the progress of the whole batch: (items finished + numerator / denominator
 * of the running one) / items. Never falls, whatever the server says: GPMC's denominators can be 0 and its numerators can
 * fall when it begins another extension. An item may have several phases that each report from 0; they weigh the same.
 */
export class BatchProgress {
  #finished = 0;
  #fraction = 0;
  #current = '';
  #phase = 0;
  #phases = 1;
  #status: OperationStatus | undefined;
  #cancelling = false;

  constructor(
    private readonly items: number,
    private readonly report: (progress: OperationProgress) => void,
  ) {}

  /** An item begins. */
  begin(name: string, phases: number): void {
    this.#current = name;
    this.#phase = 0;
    this.#phases = Math.max(1, phases);
    this.#status = undefined;
    this.#tell(0);
  }

  /** A phase of the running item begins; the first is 0. */
  beginPhase(phase: number): void {
    this.#phase = phase;
    this.#tell(0);
  }

  /** The provider said something. */
  say(status: OperationStatus): void {
    this.#status = status;
    this.#tell(share(status));
  }

  /** The running item has ended, however it did. */
  end(): void {
    this.#finished += 1;
    this.#phase = 0;
    this.#tell(0);
  }

  /** Cancel was asked for. */
  cancelling(): void {
    this.#cancelling = true;
    this.#tell(0);
  }

  #tell(shareOfPhase: number): void {
    const ofItem = this.#finished < this.items ? (this.#phase + shareOfPhase) / this.#phases : 0;
    const fraction = this.items === 0 ? 1 : (this.#finished + ofItem) / this.items;
    this.#fraction = Math.min(1, Math.max(this.#fraction, fraction));
    this.report({
      fraction: this.#fraction,
      finished: this.#finished,
      items: this.items,
      current: this.#current,
      status: this.#status,
      cancelling: this.#cancelling,
    });
  }
}

/** How much of the running phase is done, 0 to 1. */
function share({ numerator, denominator }: OperationStatus): number {
  const value = numerator / denominator;
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}
