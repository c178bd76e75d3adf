import assert from 'node:assert/strict';
import { ManualTimers } from '../../../fakes/manualTimers';
import { QuietReload } from '../../../../src/vscode/model/quietReload';

/** Lets what is already resolved go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('reading again after changes on disk', () => {
  it('reads once for many changes', async () => {
    const timers = new ManualTimers();
    let reads = 0;
    const reload = new QuietReload(() => Promise.resolve(void (reads += 1)), timers);
    for (let change = 0; change < 50; change += 1) reload.changed();
    timers.pass(1000);
    await settle();
    assert.equal(reads, 1);
  });

  it('reads once more for changes while it reads, and not before nine times as long', async () => {
    const timers = new ManualTimers();
    const ends: (() => void)[] = [];
    const reload = new QuietReload(() => new Promise((resolve) => ends.push(resolve)), timers);
    reload.changed();
    timers.pass(250);
    assert.equal(ends.length, 1);
    reload.changed();
    reload.changed();
    timers.pass(400);
    assert.equal(ends.length, 1);
    ends[0]?.();
    await settle();
    timers.pass(3599);
    assert.equal(ends.length, 1);
    timers.pass(1);
    assert.equal(ends.length, 2);
  });

  it('waits no longer than five seconds after a reading that took long', async () => {
    const timers = new ManualTimers();
    const ends: (() => void)[] = [];
    const reload = new QuietReload(() => new Promise((resolve) => ends.push(resolve)), timers);
    reload.changed();
    timers.pass(250);
    reload.changed();
    timers.pass(20_000);
    ends[0]?.();
    await settle();
    timers.pass(4999);
    assert.equal(ends.length, 1);
    timers.pass(1);
    assert.equal(ends.length, 2);
  });

  it('reads again after a failure', async () => {
    const timers = new ManualTimers();
    let reads = 0;
    const reload = new QuietReload(() => {
      reads += 1;
      return Promise.reject(new Error('gone'));
    }, timers);
    reload.changed();
    timers.pass(250);
    await settle();
    reload.changed();
    timers.pass(250);
    await settle();
    assert.equal(reads, 2);
  });

  it('reads nothing after it was disposed', () => {
    const timers = new ManualTimers();
    let reads = 0;
    const reload = new QuietReload(() => Promise.resolve(void (reads += 1)), timers);
    reload.changed();
    reload.dispose();
    reload.changed();
    timers.pass(5000);
    assert.equal(reads, 0);
  });
});
