// npm run bench [-- NAME…]: measures what the product answers for, each number beside a reference of the same run; ends with 1
// when a bar is missed. Measure on a machine that does nothing else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepsBar, table, type Bench, type Row } from './bench';
import { activation } from './benches/activation';
import { backUpAll } from './benches/backUpAll';
import { bundleSize } from './benches/bundleSize';
import { cancel } from './benches/cancel';
import { editorBackUp } from './benches/editorBackUp';
import { domainsView } from './benches/domainsView';
import { reportPage } from './benches/reportPage';

const benches: readonly Bench[] = [bundleSize, backUpAll, cancel, activation, editorBackUp, domainsView, reportPage];

async function main(names: readonly string[]): Promise<void> {
  const rows: Row[] = [];
  let failures = 0;
  for (const bench of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const folder = mkdtempSync(join(tmpdir(), 'group-policy-bench-'));
    try {
      console.error(`measuring ${bench.name}`);
      rows.push(...(await bench.run(folder)));
    } catch (error) {
      failures++;
      console.error(`${bench.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(table(rows));
  const missed = rows.filter((row) => !keepsBar(row)).length;
  console.log(`\n${rows.length - missed} bars kept, ${missed} missed, ${failures} not measured`);
  process.exitCode = missed + failures > 0 || rows.length === 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
