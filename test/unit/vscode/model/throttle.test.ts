import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ManualTimers } from '../../../fakes/manualTimers';
import { Throttle } from '../../../../src/vscode/model/throttle';

describe('a throttle', () => {
  it('runs the first wish at once and the last one never too late', () => {
    const timers = new ManualTimers();
    const runs: number[] = [];
    const throttle = new Throttle(500, () => runs.push(timers.now()), timers);
    throttle.ask();
    timers.pass(100);
    throttle.ask();
    throttle.ask();
    timers.pass(1000);
    assert.deepEqual(runs, [1000, 1500]);
  });

  it('never runs more often than it may, and loses no last wish', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { minLength: 1, maxLength: 60 }), (pauses) => {
        const timers = new ManualTimers();
        const runs: number[] = [];
        const throttle = new Throttle(500, () => runs.push(timers.now()), timers);
        let last = 0;
        for (const pause of pauses) {
          timers.pass(pause);
          throttle.ask();
          last = timers.now();
        }
        timers.pass(500);
        for (const [index, run] of runs.entries()) if (index > 0) assert.ok(run - (runs[index - 1] ?? 0) >= 500);
        assert.ok((runs.at(-1) ?? 0) >= last);
      }),
    );
  });

  it('waits a whole interval after what it does was done by somebody else', () => {
    const timers = new ManualTimers();
    const runs: number[] = [];
    const throttle = new Throttle(500, () => runs.push(timers.now()), timers);
    throttle.postpone();
    throttle.ask();
    timers.pass(400);
    throttle.postpone();
    timers.pass(499);
    assert.deepEqual(runs, []);
    timers.pass(1);
    assert.deepEqual(runs, [1900]);
  });

  it('runs nothing after it was disposed', () => {
    const timers = new ManualTimers();
    let runs = 0;
    const throttle = new Throttle(500, () => (runs += 1), timers);
    throttle.ask();
    throttle.ask();
    throttle.dispose();
    throttle.ask();
    timers.pass(2000);
    assert.equal(runs, 1);
    assert.equal(timers.waiting, 0);
  });
});
