import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mochaResult, summaryLine, total } from '../../../tools/testing/results';

describe('the result of a suite', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'results-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const resultOf = (counts: unknown, exitCode: number): string => {
    const file = join(folder, 'result.json');
    if (counts !== undefined) writeFileSync(file, JSON.stringify(counts));
    return summaryLine(mochaResult('suite', file, exitCode));
  };

  it('is what the tests said', () => {
    assert.equal(resultOf({ passed: 3, failed: 1, skipped: 2 }, 1), '3 passed, 1 failed, 2 skipped');
  });

  it('is a failure when the run died before it wrote any', () => {
    assert.equal(resultOf(undefined, 0), '0 passed, 1 failed, 0 skipped');
  });

  it('is a failure when no test ran', () => {
    assert.equal(resultOf({ passed: 0, failed: 0, skipped: 0 }, 0), '0 passed, 1 failed, 0 skipped');
  });

  it('is a failure when the run ended badly though no test failed', () => {
    assert.equal(resultOf({ passed: 3, failed: 0, skipped: 0 }, 4), '3 passed, 1 failed, 0 skipped');
  });

  it('adds up over the suites', () => {
    const one = { passed: 3, failed: 1, skipped: 0 };
    assert.equal(summaryLine(total([one, one, { passed: 1, failed: 0, skipped: 5 }])), '7 passed, 2 failed, 5 skipped');
  });
});
