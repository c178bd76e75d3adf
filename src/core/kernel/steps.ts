import type { CancellationToken } from './cancellation';
import type { Pacer } from './pacer';

/**
 * Work in steps of a few milliseconds: pauses between them and returns its result. So the same code runs at once where the
 * input is small, and lets others run and hears Cancel where it is not.
 */
export type Steps<T> = Generator<void, T, void>;

/** Does all steps without a pause. */
export function allAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Breathes between the steps; work that is stopped there gets to its `finally`. @throws cancelled */
export async function inTurns<T>(steps: Steps<T>, pacer: Pacer, token: CancellationToken): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    try {
      await pacer.breathe(token);
    } catch (error) {
      // Never reached again: it has to close the files that it has open. What it returns instead counts for nothing.
      steps.return(undefined as T);
      throw error;
    }
  }
}
