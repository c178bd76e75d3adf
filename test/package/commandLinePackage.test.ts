import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import { runOrThrow } from '../../tools/workbench/runCommand';

const project = join(__dirname, '..', '..');

describe('the package of the command line', () => {
  let folder = '';
  before(async function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(tmpdir(), 'package of gpo '));
    await runOrThrow('npm', ['pack', '--pack-destination', folder], { cwd: project });
    const [file] = readdirSync(folder);
    assert.ok(file);
    await runOrThrow('npm', [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--prefix',
      folder,
      join(folder, file),
    ]);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('installs without anything else', () => {
    const packages = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    assert.deepEqual(packages, ['group-policy']);
  });

  it('holds one bundle and the scripts of the PowerShell session beside its papers', () => {
    const files = readdirSync(join(folder, 'node_modules', 'group-policy'), { recursive: true, encoding: 'utf8' });
    const scripts = readdirSync(join(project, 'src', 'powershell')).filter((name) => /\.(ps1|cs)$/.test(name));
    assert.ok(scripts.includes('host.ps1'));
    assert.deepEqual(files.toSorted(), [
      'LICENSE',
      'README.md',
      'ThirdPartyNotices.txt',
      'dist',
      join('dist', 'cli.js'),
      join('dist', 'powershell'),
      ...scripts.map((name) => join('dist', 'powershell', name)).toSorted(),
      'package.json',
    ]);
  });

  it('runs from a folder with a blank in its name', async () => {
    const output = await runOrThrow(join(folder, 'node_modules', '.bin', 'gpo'), ['--version']);
    assert.equal(output.trim(), version);
  });

  it('does its work there without anything of the project', async () => {
    const gpo = join(folder, 'node_modules', '.bin', 'gpo');
    const options = { cwd: folder, env: { ...process.env, XDG_STATE_HOME: join(folder, 'the state') } };
    await runOrThrow(gpo, ['sample', 'my domain'], options);
    await runOrThrow(gpo, ['backup', '--all', '--domain', 'my domain', '--to', 'my backups'], options);
    await runOrThrow(gpo, ['restore', 'Kiosk', '--from', 'my backups', '--domain', 'my domain'], options);
    const html = await runOrThrow(gpo, ['report', 'Kiosk', '--domain', 'my domain', '--format', 'html'], options);
    assert.match(html, /<h1/);
  });
});
