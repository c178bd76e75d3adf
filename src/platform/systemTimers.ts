import type { Timers } from '../core/ports/timers';
import { systemClock } from './hostPorts';

/** The computer's clock and Node's timers. */
export const systemTimers: Timers = {
  now: () => systemClock.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
