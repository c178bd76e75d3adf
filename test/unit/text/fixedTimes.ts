import { configureTimes } from '../../../src/text/times';

/** Lets the tests of a `describe` see all times in UTC, from one moment on. */
export function fixTimes(now: string): void {
  beforeEach(() => {
    configureTimes({ timeZone: 'UTC', now: () => Date.parse(now) });
  });
  after(() => {
    configureTimes({ timeZone: undefined, now: () => Date.now() });
  });
}
