import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workbenchObstacle, installWorkbench, type WorkbenchEdition } from '../workbench/install';
import { runCommand } from '../workbench/runCommand';
import { chromiumObstacle } from './chromium';
import { mochaResult, resultFileVariable, type SuiteResult } from './results';

/** The root folder of the project. */
export const projectFolder = join(__dirname, '..', '..');

/** A part of `npm test`. */
export interface Suite {
  readonly name: string;
  /** Run when no suite is named. */
  readonly byDefault: boolean;
  /** What it needs and this machine does not have. */
  obstacle(): Promise<string | undefined>;
  run(): Promise<SuiteResult>;
}

const nothingNeeded = (): Promise<undefined> => Promise.resolve(undefined);

/** The suites in the order in which they run: what is quick and what others rest on first. */
export const suites: readonly Suite[] = [
  {
    name: 'check',
    byDefault: true,
    obstacle: nothingNeeded,
    run: () => runScripts('check', ['check:format', 'lint', 'check:types', 'check:unused']),
  },
  { name: 'build', byDefault: true, obstacle: nothingNeeded, run: () => runScripts('build', ['package']) },
  {
    name: 'unit',
    byDefault: true,
    obstacle: nothingNeeded,
    run: () => runMocha('unit', ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts']),
  },
  {
    name: 'integration',
    byDefault: true,
    obstacle: workbenchMissing,
    run: () => runInExtensionHost('integration', 'current'),
  },
  {
    name: 'e2e',
    byDefault: true,
    obstacle: workbenchMissing,
    run: async (): Promise<SuiteResult> => {
      await installWorkbench('current', console.log);
      return runMocha('e2e', ['test/e2e/**/*.test.ts', '--timeout', '120000']);
    },
  },
  { name: 'floor', byDefault: false, obstacle: workbenchMissing, run: () => runInExtensionHost('floor', 'floor') },
];

async function workbenchMissing(): Promise<string | undefined> {
  return workbenchObstacle() ?? (await chromiumObstacle());
}

/** Each of the npm scripts counts as one test. */
async function runScripts(suite: string, scripts: readonly string[]): Promise<SuiteResult> {
  const notes: string[] = [];
  for (const script of scripts) {
    console.log(`npm run ${script}`);
    const { exitCode } = await runCommand('npm', ['run', '-s', script], { cwd: projectFolder, show: true });
    if (exitCode !== 0) notes.push(`npm run ${script} failed`);
  }
  return { suite, passed: scripts.length - notes.length, failed: notes.length, skipped: 0, notes };
}

async function runMocha(suite: string, args: readonly string[]): Promise<SuiteResult> {
  const mocha = join(projectFolder, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(projectFolder, 'tools', 'testing', 'reporter.cjs');
  return collect(suite, process.execPath, [mocha, '--reporter', reporter, ...args], {});
}

async function runInExtensionHost(suite: string, edition: WorkbenchEdition): Promise<SuiteResult> {
  await installWorkbench(edition, console.log);
  const runner = join(projectFolder, 'test', 'integration', 'run.ts');
  return collect(suite, process.execPath, ['--import', 'tsx', runner], { WORKBENCH_EDITION: edition });
}

async function collect(
  suite: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<SuiteResult> {
  const folder = join(projectFolder, 'test-results');
  const file = join(folder, `${suite}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const { exitCode } = await runCommand(command, args, {
    cwd: projectFolder,
    env: { ...process.env, ...env, [resultFileVariable]: file },
    show: true,
  });
  return mochaResult(suite, file, exitCode);
}
