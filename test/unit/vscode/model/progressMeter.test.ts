import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OperationProgress } from '../../../../src/core/model/operation';
import { ProgressMeter, type ProgressStep } from '../../../../src/vscode/model/progressMeter';
import { percentText, progressText } from '../../../../src/vscode/model/progressText';
import { ManualTimers } from '../../../fakes/manualTimers';

const progress = (fraction: number, change: Partial<OperationProgress> = {}): OperationProgress => ({
  fraction,
  finished: 2,
  items: 12,
  current: 'Workstations - Security',
  status: undefined,
  cancelling: false,
  ...change,
});

describe('the meter of a progress bar', () => {
  it('shows at most ten steps a second, the last one too, that add up to where the operation stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 100 }),
        (reports) => {
          const timers = new ManualTimers();
          const steps: (ProgressStep & { readonly at: number })[] = [];
          const meter = new ProgressMeter(
            (step) => steps.push({ ...step, at: timers.now() }),
            () => '',
            timers,
          );
          for (const [pause, fraction] of reports) {
            timers.pass(pause);
            meter.report(progress(fraction));
          }
          timers.pass(100);
          const sum = steps.reduce((total, { increment }) => total + increment, 0);
          const last = reports.at(-1)?.[1] ?? 0;
          assert.ok(sum <= 100 + 1e-9 && sum >= last * 100 - 1e-9, String(sum));
          for (const [index, step] of steps.entries()) {
            assert.ok(step.increment >= 0);
            if (index > 0) assert.ok(step.at - (steps[index - 1]?.at ?? 0) >= 100);
          }
        },
      ),
    );
  });

  it('says which GPO is in work and what the server says', () => {
    const message = { objectPath: '', errorCode: 0, extensionName: 'Registry', settingsName: '', text: 'saving' };
    const status = { numerator: 1, denominator: 2, hresult: 0, messages: [message] };
    assert.equal(progressText(progress(0.2)), '3 of 12: Workstations - Security');
    assert.equal(progressText(progress(0.2, { status })), '3 of 12: Workstations - Security, Registry: saving');
    assert.equal(progressText(progress(0.2, { items: 1, finished: 0 })), 'Workstations - Security');
    assert.equal(percentText(0.999), '99 %');
  });
});
