import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installLive, liveObstacle } from '../live/install';
import { workbenchObstacle, installWorkbench, type WorkbenchEdition } from '../workbench/install';
import { runCommand } from '../workbench/runCommand';
import { chromiumObstacle } from './chromium';
import { mochaResult, resultFileVariable, type SuiteResult } from './results';

/** The root folder of the project. */
export const projectFolder = join(__dirname, '..', '..');

/** Suites of a lane run one after another. */
export type Lane = 'build' | 'check' | 'processor' | 'workbench' | 'live';

/**
 * The lanes that run beside each other, in turn: what the tests read is made first, and those with a workbench leave much
 * of the processors to the others, as they mostly wait for a page. Live tests come last and alone: Wine's programs take
 * what there is.
 */
export const stages: readonly (readonly Lane[])[] = [['build', 'check'], ['processor', 'workbench'], ['live']];

/** Takes a line of a suite's output. */
export type Show = (line: string) => void;

/** A part of `npm test`. */
export interface Suite {
  readonly name: string;
  readonly lane: Lane;
  /** Run when no suite is named. */
  readonly byDefault: boolean;
  /** What it needs and this machine does not have. */
  obstacle(): Promise<string | undefined>;
  run(show: Show): Promise<SuiteResult>;
}

const nothingNeeded = (): Promise<undefined> => Promise.resolve(undefined);

/** The tests in the folder of that name, which need nothing but Node. */
const mochaSuite = (name: string, lane: Lane): Suite => ({
  name,
  lane,
  byDefault: true,
  obstacle: nothingNeeded,
  run: (show) => runMocha(name, [`test/${name}/**/*.test.ts`], show),
});

/** The suites; those of a lane in the order in which they run: what is quick and what others rest on first. */
export const suites: readonly Suite[] = [
  {
    name: 'build',
    lane: 'build',
    byDefault: true,
    obstacle: nothingNeeded,
    run: (show) => runScripts('build', ['package'], show),
  },
  mochaSuite('package', 'build'),
  {
    name: 'check',
    lane: 'check',
    byDefault: true,
    obstacle: nothingNeeded,
    run: (show) => runScripts('check', ['check:format', 'lint', 'check:types', 'check:unused'], show),
  },
  mochaSuite('unit', 'processor'),
  mochaSuite('contract', 'processor'),
  {
    name: 'live',
    lane: 'live',
    byDefault: false,
    obstacle: () => Promise.resolve(liveObstacle()),
    run: async (show: Show): Promise<SuiteResult> => {
      await installLive(show);
      return runMocha('live', ['test/live/**/*.test.ts', '--timeout', '60000'], show);
    },
  },
  {
    name: 'integration',
    lane: 'workbench',
    byDefault: true,
    obstacle: workbenchMissing,
    run: (show) => runInExtensionHost('integration', 'current', show),
  },
  {
    name: 'e2e',
    lane: 'workbench',
    byDefault: true,
    obstacle: workbenchMissing,
    run: async (show: Show): Promise<SuiteResult> => {
      await installWorkbench('current', show);
      return runMocha('e2e', ['test/e2e/**/*.test.ts', '--timeout', '120000'], show);
    },
  },
  {
    name: 'floor',
    lane: 'workbench',
    byDefault: false,
    obstacle: workbenchMissing,
    run: (show) => runInExtensionHost('floor', 'floor', show),
  },
];

async function workbenchMissing(): Promise<string | undefined> {
  return workbenchObstacle() ?? (await chromiumObstacle());
}

/** Each of the npm scripts counts as one test. */
async function runScripts(suite: string, scripts: readonly string[], show: Show): Promise<SuiteResult> {
  const notes: string[] = [];
  for (const script of scripts) {
    show(`npm run ${script}`);
    const { exitCode } = await runCommand('npm', ['run', '-s', script], { cwd: projectFolder, show });
    if (exitCode !== 0) notes.push(`npm run ${script} failed`);
  }
  return { suite, passed: scripts.length - notes.length, failed: notes.length, skipped: 0, notes };
}

async function runMocha(suite: string, args: readonly string[], show: Show): Promise<SuiteResult> {
  const mocha = join(projectFolder, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(projectFolder, 'tools', 'testing', 'reporter.cjs');
  return collect(suite, process.execPath, [mocha, '--reporter', reporter, ...args], {}, show);
}

async function runInExtensionHost(suite: string, edition: WorkbenchEdition, show: Show): Promise<SuiteResult> {
  await installWorkbench(edition, show);
  const runner = join(projectFolder, 'test', 'integration', 'run.ts');
  return collect(suite, process.execPath, ['--import', 'tsx', runner], { WORKBENCH_EDITION: edition }, show);
}

async function collect(
  suite: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  show: Show,
): Promise<SuiteResult> {
  const folder = join(projectFolder, 'test-results');
  const file = join(folder, `${suite}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const { exitCode } = await runCommand(command, args, {
    cwd: projectFolder,
    env: { ...process.env, ...env, [resultFileVariable]: file },
    show,
  });
  return mochaResult(suite, file, exitCode);
}
