// node --import tsx tools/testing/main.ts [SUITE…]: runs the suites and ends with one line over all of them.
import { summaryLine, total, type SuiteResult } from './results';
import { stages, suites, type Show, type Suite } from './suites';

const nameWidth = Math.max(...suites.map(({ name }) => name.length)) + 1;

function chosenSuites(names: readonly string[]): readonly Suite[] {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no suite "${unknown}"; there are: ${suites.map((suite) => suite.name).join(', ')}.`);
  return suites.filter((suite) => (names.length === 0 ? suite.byDefault : names.includes(suite.name)));
}

async function runSuite(suite: Suite): Promise<SuiteResult> {
  const name = suite.name.padEnd(nameWidth);
  const started = performance.now();
  const result = await resultOf(suite, (line) => {
    console.log(`${name}| ${line}`.trimEnd());
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  return { ...result, suite: `${result.suite} (${String(seconds)} s)` };
}

async function resultOf(suite: Suite, show: Show): Promise<SuiteResult> {
  const { name } = suite;
  try {
    const missing = await suite.obstacle();
    if (missing === undefined) return await suite.run(show);
    return { suite: name, passed: 0, failed: 0, skipped: 1, notes: [`skipped: ${missing}`] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { suite: name, passed: 0, failed: 1, skipped: 0, notes: [reason] };
  }
}

async function runInTurn(chosen: readonly Suite[]): Promise<readonly SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const suite of chosen) results.push(await runSuite(suite));
  return results;
}

async function main(): Promise<void> {
  const chosen = chosenSuites(process.argv.slice(2));
  const results: SuiteResult[] = [];
  for (const lanes of stages) {
    const inLanes = lanes.map((lane) => chosen.filter((suite) => suite.lane === lane));
    results.push(...(await Promise.all(inLanes.map(runInTurn))).flat());
  }
  console.log('');
  for (const { suite, notes, ...counts } of results) {
    console.log(`${suite}: ${summaryLine(counts)}`);
    for (const note of notes) console.log(`  ${note}`);
  }
  const all = total(results);
  console.log(`\n${summaryLine(all)}`);
  process.exitCode = all.failed > 0 || all.passed === 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
