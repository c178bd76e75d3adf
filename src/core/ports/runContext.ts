import type { CancellationToken } from '../kernel/cancellation';

/** Given to everything that takes time: how to be told to stop and where to report. */
export interface RunContext<P> {
  readonly token: CancellationToken;
  /** Called in order, on the caller's thread; must not throw. */
  readonly progress: (report: P) => void;
}
