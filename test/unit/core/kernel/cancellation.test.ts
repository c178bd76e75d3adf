import { strict as assert } from 'node:assert';
import { CancellationTokenSource, neverCancelled, throwIfCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../../src/core/kernel/errors';

describe('cancellation', () => {
  it('tells listeners once and stays cancelled', () => {
    const source = new CancellationTokenSource();
    let calls = 0;
    source.token.onCancellationRequested(() => (calls += 1));
    source.cancel();
    source.cancel();
    assert.equal(calls, 1);
    assert.equal(source.token.isCancellationRequested, true);
  });

  it('follows its parent, and not the other way round', () => {
    const parent = new CancellationTokenSource();
    const child = new CancellationTokenSource(parent.token);
    const sibling = new CancellationTokenSource(parent.token);
    let heard = 0;
    child.token.onCancellationRequested(() => (heard += 1));
    sibling.cancel();
    assert.equal(parent.token.isCancellationRequested, false);
    parent.cancel();
    assert.equal(child.token.isCancellationRequested, true);
    assert.equal(heard, 1);
  });

  it('does not call a listener that was disposed', () => {
    const parent = new CancellationTokenSource();
    const child = new CancellationTokenSource(parent.token);
    const subscription = child.token.onCancellationRequested(() => assert.fail('was disposed'));
    subscription.dispose();
    parent.cancel();
    child.cancel();
  });

  it('throws only when asked to stop', () => {
    throwIfCancelled(neverCancelled);
    const source = new CancellationTokenSource();
    source.cancel();
    assert.throws(
      () => {
        throwIfCancelled(source.token);
      },
      (error) => isPolicyError(error, 'cancelled'),
    );
  });
});
