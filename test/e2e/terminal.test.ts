import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { version } from '../../package.json';
import { startBrowser } from '../../tools/workbench/browser';
import { startCodeServer, type CodeServer } from '../../tools/workbench/codeServer';
import { installWorkbench } from '../../tools/workbench/install';
import { runOrThrow } from '../../tools/workbench/runCommand';
import { exposeHostFunctions, hostAddress } from './hostAddress';

const vsix = join(__dirname, '..', '..', 'out', 'group-policy.vsix');

describe('a terminal of VS Code, with everything in folders with blanks', function () {
  this.timeout(120_000);
  const root = mkdtempSync(join(tmpdir(), 'terminal with blanks '));
  const work = join(root, 'the work');
  let server: CodeServer;
  let browser: Browser;

  before(async () => {
    if (!existsSync(vsix)) throw new Error('out/group-policy.vsix is missing: run "npm run package" first');
    mkdirSync(work);
    await runOrThrow('python3', ['-m', 'zipfile', '-e', vsix, join(root, 'the extension')]);
    const commands = [
      'gpo --version > version',
      'gpo sample "my domain" && gpo list --domain "my domain" --json > list.json',
      'command -v gpo > place',
      'echo $? > done',
    ];
    server = await startCodeServer({
      installation: await installWorkbench('current', console.log),
      stateFolder: join(root, 'the state'),
      testDriver: true,
      env: { TERMINAL_FOLDER: work, TERMINAL_COMMANDS: commands.join('; ') },
    });
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('has gpo on its PATH, which works as the packed extension ships it', async () => {
    const page = await browser.newPage();
    await exposeHostFunctions(page);
    const extension = join(root, 'the extension', 'extension');
    await page.goto(hostAddress(server, { folder: work, extension, module: join(__dirname, 'inTerminal.cjs') }));
    const deadline = Date.now() + 60_000;
    while (!existsSync(join(work, 'done'))) {
      assert.ok(Date.now() < deadline, server.log().slice(-2000));
      await page.waitForTimeout(50);
    }
    assert.equal(readFileSync(join(work, 'version'), 'utf8').trim(), version);
    const place = readFileSync(join(work, 'place'), 'utf8').trim();
    assert.ok(place.startsWith(join(root, 'the state')), place);
    const gpos = JSON.parse(readFileSync(join(work, 'list.json'), 'utf8')) as readonly { readonly name: string }[];
    assert.ok(gpos.some(({ name }) => name === 'Default Domain Policy'));
  });
});
