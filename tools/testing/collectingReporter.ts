import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { resultFileVariable, type Counts } from './results';

/** Mocha's own list of tests, and the counts in the file that the environment names: a run that dies leaves no such file. */
export class CollectingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env[resultFileVariable];
      if (file === undefined) return;
      const counts: Counts = {
        passed: this.stats.passes,
        failed: this.stats.failures,
        skipped: this.stats.pending,
      };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}
