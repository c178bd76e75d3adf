import type { Disposable } from '../kernel/disposable';
import type { Clock } from './host';

/** A clock that can be waited for; tests turn it by hand. */
export interface Timers extends Clock {
  /** Calls `run` once after so many milliseconds, unless it is disposed before. */
  after(milliseconds: number, run: () => void): Disposable;
}
