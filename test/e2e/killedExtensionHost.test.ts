import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '../../tools/workbench/browser';
import { startCodeServer, type CodeServer } from '../../tools/workbench/codeServer';
import { installWorkbench } from '../../tools/workbench/install';
import { FaultSandbox } from '../contract/faults/faultSandbox';
import { exposeHostFunctions, hostAddress } from './hostAddress';
import { KillCase, makeSmallDomain, operations } from '../contract/faults/killCase';

const project = join(__dirname, '..', '..');

/** How far an operation has come when the extension host is killed: in its safety backup or at the first file, and in the middle. */
const fractions = [0.01, 0.4];

describe('an extension host that is killed', function () {
  this.timeout(120_000);
  const root = mkdtempSync(join(tmpdir(), 'gpo host killed '));
  const sandbox = new FaultSandbox(join(root, 'sandbox'));
  const small = join(root, 'small');
  const instructions = join(root, 'instructions.json');
  const started = join(root, 'started.json');
  const outcomes = new Set<string>();
  let server: CodeServer;
  let browser: Browser;
  // One for all pages: they share what was loaded.
  let context: BrowserContext;

  before(async () => {
    await makeSmallDomain(new FaultSandbox(small));
    const state = join(sandbox.folder, 'state');
    server = await startCodeServer({
      installation: await installWorkbench('current', console.log),
      testDriver: true,
      env: { KILL_INSTRUCTIONS: instructions, XDG_STATE_HOME: state },
    });
    browser = await startBrowser();
    context = await browser.newContext();
  });
  after(async () => {
    await browser.close();
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  });

  for (const [name, operation] of Object.entries(operations))
    it(`in ${name}: leaves whole backups, the GPO old or new, and a way back; the next one is told`, async () => {
      const killCase = await KillCase.prepare(sandbox, small, operation, async () =>
        sandbox.serviceProcess(await operation.calls(sandbox)),
      );
      for (const fraction of fractions)
        await killCase.check(async () => {
          rmSync(started, { force: true });
          const calls = await operation.calls(sandbox);
          writeFileSync(instructions, JSON.stringify({ calls, fraction, started }));
          const page = await context.newPage();
          try {
            await exposeHostFunctions(page);
            const module = join(__dirname, 'killedExtensionHost.cjs');
            await page.goto(hostAddress(server, { folder: root, extension: project, module }));
            await until(() => existsSync(started), 'the operation in the extension host');
            const { pid, what } = JSON.parse(readFileSync(started, 'utf8')) as { pid: number; what: string };
            await until(() => !isAlive(pid), 'the death of the extension host');
            console.log(`      killed ${what}`);
          } finally {
            await page.close();
          }
        });
      for (const outcome of killCase.outcomes) outcomes.add(outcome);
    });

  it('was killed in the middle, not only before and after', () => {
    assert.ok(outcomes.has('told'), [...outcomes].join());
  });
});

async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!isSo()) {
    assert.ok(Date.now() < deadline, `${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether a process runs; one that nobody has waited for yet does not. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
