import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancellationTokenSource } from '../../../../src/core/kernel/cancellation';
import { PolicyError } from '../../../../src/core/kernel/errors';
import type { ItemOutcome, OperationProgress } from '../../../../src/core/model/operation';
import { batchState, runBatch, type BatchItem } from '../../../../src/services/operations/runBatch';

const silent = { warn: (): void => undefined };
type End = 'done' | 'fails' | 'cancels';

function item(name: string, ...phases: BatchItem['phases']): BatchItem {
  return { subject: name, name, phases };
}

async function run(items: readonly BatchItem[], source = new CancellationTokenSource()) {
  const reports: OperationProgress[] = [];
  const outcomes = await runBatch(items, { token: source.token, progress: (report) => reports.push(report) }, silent);
  return { outcomes, reports, states: outcomes.map(({ state }) => state) };
}

describe('a batch', () => {
  it('goes on after a failure and tells the reason', async () => {
    const error = new PolicyError('file-disk-full', { path: 'x' });
    const { outcomes, states } = await run([
      item('one', () => Promise.resolve()),
      item('two', () => Promise.reject(error)),
      item('three', () => Promise.resolve()),
    ]);
    assert.deepEqual(states, ['done', 'failed', 'done']);
    assert.deepEqual(outcomes[1]?.error, { code: 'file-disk-full', params: { path: 'x' } });
    assert.equal(batchState(outcomes), 'partly-failed');
  });

  it('starts nothing after Cancel, and tells at once that it is being cancelled', async () => {
    const source = new CancellationTokenSource();
    const began: string[] = [];
    const reports: OperationProgress[] = [];
    let cancellingWhileRunning = false;
    const outcomes = await runBatch(
      [
        item('one', () => Promise.resolve()),
        item('two', () => {
          began.push('two');
          source.cancel();
          cancellingWhileRunning = reports.at(-1)?.cancelling === true;
          return Promise.reject(new PolicyError('cancelled', {}));
        }),
        item('three', () => {
          began.push('three');
          return Promise.resolve();
        }),
      ],
      { token: source.token, progress: (report) => reports.push(report) },
      silent,
    );
    assert.ok(cancellingWhileRunning);
    assert.deepEqual(began, ['two']);
    assert.deepEqual(
      outcomes.map(({ state }) => state),
      ['done', 'cancelled', 'not-started'],
    );
    assert.equal(batchState(outcomes), 'cancelled');
  });

  it('tells what really happened when Cancel came too late', async () => {
    const source = new CancellationTokenSource();
    const { states, outcomes } = await run(
      [
        item('one', () => {
          source.cancel();
          return Promise.resolve();
        }),
      ],
      source,
    );
    assert.deepEqual(states, ['done']);
    assert.equal(batchState(outcomes), 'done');
  });

  it('starts no other phase of an item after Cancel', async () => {
    const source = new CancellationTokenSource();
    let changed = false;
    const { states } = await run(
      [
        item(
          'one',
          () => {
            source.cancel();
            return Promise.resolve();
          },
          () => {
            changed = true;
            return Promise.resolve();
          },
        ),
      ],
      source,
    );
    assert.deepEqual([states, changed], [['cancelled'], false]);
  });

  it('reads the state again after an item, also after a failed one, and outlives a failure of that', async () => {
    const after = () => Promise.resolve({ exists: false });
    const { outcomes } = await run([
      { ...item('one', () => Promise.reject(new Error('x'))), after },
      { ...item('two', () => Promise.resolve()), after: () => Promise.reject(new Error('y')) },
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => [outcome.state, outcome.after]),
      [
        ['failed', { exists: false }],
        ['done', {}],
      ],
    );
  });

  it('does not listen to a server that talks after its operation has ended', async () => {
    let late: (() => void) | undefined;
    const { reports } = await run([
      item('one', ({ progress }) => {
        late = () => {
          progress({ numerator: 99, denominator: 100, hresult: 0, messages: [] });
        };
        return Promise.resolve();
      }),
      item('two', () => {
        late?.();
        return Promise.resolve();
      }),
    ]);
    assert.ok(reports.every(({ status }) => status === undefined));
  });

  it('ends every item in one state, whatever the items do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom<End>('done', 'fails', 'cancels')), async (ends) => {
        const source = new CancellationTokenSource();
        const { outcomes, states, reports } = await run(
          ends.map((end, index) =>
            item(String(index), () => {
              if (end === 'fails') return Promise.reject(new PolicyError('unexpected', { detail: '' }));
              if (end === 'done') return Promise.resolve();
              source.cancel();
              return Promise.reject(new PolicyError('cancelled', {}));
            }),
          ),
          source,
        );
        const cancelAt = ends.indexOf('cancels');
        const expected = ends.map((end, index): ItemOutcome['state'] => {
          if (cancelAt >= 0 && index > cancelAt) return 'not-started';
          return end === 'done' ? 'done' : end === 'fails' ? 'failed' : 'cancelled';
        });
        assert.deepEqual(states, expected);
        assert.equal(batchState(outcomes) === 'cancelled', cancelAt >= 0);
        const fractions = reports.map(({ fraction }) => fraction);
        assert.deepEqual(
          fractions,
          [...fractions].sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('the state of a batch', () => {
  const cases: readonly (readonly [readonly ItemOutcome['state'][], string])[] = [
    [[], 'done'],
    [['done', 'done'], 'done'],
    [['done', 'failed'], 'partly-failed'],
    [['failed', 'failed'], 'failed'],
    [['failed', 'cancelled', 'not-started'], 'cancelled'],
  ];
  for (const [states, expected] of cases)
    it(`is ${expected} for ${states.join(', ') || 'nothing'}`, () => {
      const outcomes = states.map((state) => ({ subject: '', name: '', state, error: undefined, after: {} }));
      assert.equal(batchState(outcomes), expected);
    });
});
