import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Called by the extension host: runs every bundled test beside this file; rejects when one fails. */
export async function run(): Promise<void> {
  // mocha is an ES module: only a dynamic import loads it in every extension host
  const { default: Mocha } = await import('mocha');
  const { CollectingReporter } = await import('../../tools/testing/collectingReporter');
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, forbidOnly: true, reporter: CollectingReporter, color: true });
  const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.js'),
  );
  for (const test of tests.toSorted()) mocha.addFile(join(__dirname, test));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${String(failures)} integration tests failed`);
}
