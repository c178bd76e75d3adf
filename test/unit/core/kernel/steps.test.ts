import assert from 'node:assert/strict';
import { CancellationTokenSource, neverCancelled, throwIfCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import type { Pacer } from '../../../../src/core/kernel/pacer';
import { allAtOnce, inTurns, type Steps } from '../../../../src/core/kernel/steps';

function* count(to: number, seen: number[] = []): Steps<string> {
  for (let number = 1; number <= to; number += 1) {
    seen.push(number);
    yield;
  }
  return 'done';
}

describe('work in steps', () => {
  it('gives the same at once and in turns, breathing between the steps', async () => {
    let breaths = 0;
    const pacer: Pacer = {
      breathe: (token) => {
        throwIfCancelled(token);
        breaths += 1;
        return Promise.resolve();
      },
    };
    assert.equal(allAtOnce(count(3)), 'done');
    assert.equal(await inTurns(count(3), pacer, neverCancelled), 'done');
    assert.equal(breaths, 3);
  });

  it('stops at Cancel and lets the work close what it opened', async () => {
    const source = new CancellationTokenSource();
    const seen: number[] = [];
    let closed = false;
    function* work(): Steps<string> {
      try {
        return yield* count(10, seen);
      } finally {
        closed = true;
      }
    }
    const pacer: Pacer = {
      breathe: (token) => {
        if (seen.length === 4) source.cancel();
        throwIfCancelled(token);
        return Promise.resolve();
      },
    };
    await assert.rejects(inTurns(work(), pacer, source.token), (error) => isPolicyError(error, 'cancelled'));
    assert.deepEqual([seen, closed], [[1, 2, 3, 4], true]);
  });
});
