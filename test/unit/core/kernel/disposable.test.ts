import { strict as assert } from 'node:assert';
import { DisposableStore, toDisposable } from '../../../../src/core/kernel/disposable';

describe('DisposableStore', () => {
  it('disposes in reverse order, once', () => {
    const order: number[] = [];
    const store = new DisposableStore();
    for (const n of [1, 2, 3]) store.add(toDisposable(() => order.push(n)));
    store.dispose();
    store.dispose();
    assert.deepEqual(order, [3, 2, 1]);
  });

  it('disposes at once what comes too late', () => {
    let released = 0;
    const store = new DisposableStore();
    store.dispose();
    store.add(toDisposable(() => (released += 1)));
    assert.equal(released, 1);
  });
});
