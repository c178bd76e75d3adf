import { existsSync, readFileSync } from 'node:fs';

/** How the tests of a suite ended, as the collecting reporter writes it. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A suite's counts, and why some of it was skipped or failed outside of its tests. */
export interface SuiteResult extends Counts {
  readonly suite: string;
  readonly notes: readonly string[];
}

/** Names the file to which the collecting reporter writes the counts. */
export const resultFileVariable = 'TEST_RESULT_FILE';

/** The sum over all suites. */
export function total(results: readonly Counts[]): Counts {
  const sum = (count: (counts: Counts) => number): number => results.reduce((all, one) => all + count(one), 0);
  return { passed: sum((one) => one.passed), failed: sum((one) => one.failed), skipped: sum((one) => one.skipped) };
}

/** The one line over all suites. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

/**
 * The result of a mocha run: what its result file says, made stricter where a run can look better than it was. A run
 * without a result file, one that ran no test and one that ended badly though no test failed each count as a failure.
 */
export function mochaResult(suite: string, file: string, exitCode: number): SuiteResult {
  const counts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : undefined;
  if (counts === undefined)
    return {
      suite,
      passed: 0,
      failed: 1,
      skipped: 0,
      notes: [`it ended with ${String(exitCode)} and without a result`],
    };
  if (counts.passed + counts.failed + counts.skipped === 0)
    return { suite, ...counts, failed: 1, notes: ['it ran no test'] };
  if (exitCode !== 0 && counts.failed === 0)
    return { suite, ...counts, failed: 1, notes: [`it ended with ${String(exitCode)} though no test failed`] };
  return { suite, ...counts, notes: counts.skipped > 0 ? ['some tests are marked as pending'] : [] };
}
