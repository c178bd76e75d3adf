import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OperationProgress } from '../../../../src/core/model/operation';
import { BatchProgress } from '../../../../src/services/operations/batchProgress';

const said = (numerator: number, denominator: number) => ({ numerator, denominator, hresult: 0, messages: [] });

describe('progress of a batch', () => {
  const cases: readonly (readonly [string, readonly (readonly [number, number])[], readonly number[]])[] = [
    ['counts the running item', [[1, 4], [2, 4]], [0.125, 0.25]], // prettier-ignore
    ['takes a denominator of 0 for nothing', [[1, 0], [0, 0]], [0, 0]], // prettier-ignore
    ['does not fall with the numerator', [[3, 4], [1, 4]], [0.375, 0.375]], // prettier-ignore
    ['does not pass the end of the item', [[9, 4]], [0.5]],
    ['takes negative numbers for nothing', [[-1, 4]], [0]],
  ];
  for (const [name, statuses, fractions] of cases)
    it(name, () => {
      const reports: OperationProgress[] = [];
      const progress = new BatchProgress(2, (report) => reports.push(report));
      progress.begin('one', 1);
      reports.length = 0;
      for (const [numerator, denominator] of statuses) progress.say(said(numerator, denominator));
      assert.deepEqual(
        reports.map(({ fraction }) => fraction),
        fractions,
      );
    });

  it('weighs the phases of an item the same', () => {
    const fractions: number[] = [];
    const progress = new BatchProgress(1, ({ fraction }) => fractions.push(fraction));
    progress.begin('one', 2);
    progress.say(said(1, 2));
    progress.beginPhase(1);
    progress.say(said(1, 2));
    progress.end();
    assert.deepEqual(fractions, [0, 0.25, 0.5, 0.75, 1]);
  });

  it('says what stands still: the item, the server, that it is being cancelled', () => {
    let last: OperationProgress | undefined;
    const progress = new BatchProgress(3, (report) => {
      last = report;
    });
    progress.begin('one', 1);
    progress.say(said(1, 2));
    progress.cancelling();
    assert.deepEqual(last, {
      fraction: 1 / 6,
      finished: 0,
      items: 3,
      current: 'one',
      status: said(1, 2),
      cancelling: true,
    });
  });

  it('never falls, stays within 0 and 1 and ends at 1, whatever a server says', () => {
    const status = fc.record({ numerator: fc.integer(), denominator: fc.integer() });
    fc.assert(
      fc.property(fc.array(fc.array(fc.array(status)), { minLength: 1, maxLength: 6 }), (items) => {
        const fractions: number[] = [];
        const progress = new BatchProgress(items.length, ({ fraction }) => fractions.push(fraction));
        for (const phases of items) {
          progress.begin('item', phases.length);
          phases.forEach((statuses, phase) => {
            progress.beginPhase(phase);
            for (const { numerator, denominator } of statuses) progress.say(said(numerator, denominator));
          });
          progress.end();
        }
        assert.equal(fractions.at(-1), 1);
        fractions.forEach((fraction, index) => {
          assert.ok(fraction >= (fractions[index - 1] ?? 0) && fraction <= 1);
        });
      }),
    );
  });

  it('is (items finished + share of the running one) / items as long as the server counts upwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.nat(49),
        fc.integer({ min: 1, max: 30 }),
        (items, done, parts) => {
          fc.pre(done < items);
          let last = 0;
          const progress = new BatchProgress(items, ({ fraction }) => {
            last = fraction;
          });
          for (let item = 0; item < done; item += 1) {
            progress.begin('done', 1);
            progress.end();
          }
          progress.begin('running', 1);
          for (let part = 0; part <= parts; part += 1) {
            progress.say(said(part, parts));
            assert.ok(Math.abs(last - (done + part / parts) / items) < 1e-12);
          }
        },
      ),
    );
  });
});
