import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeFileStore } from '../../../src/platform/nodeFileStore';
import { winePath } from '../../../tools/live/wine';
import { OpenDomain, portsOf } from '../../unit/providers/snapshot/operations/operationsHarness';
import { liveEngine } from '../liveEngine';

const gpo = '{5A3B0000-0000-4000-8000-000000000006}';

let root = '';

describe('the stand-in for GPMC', function () {
  this.timeout(60_000);
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'gpmc server '));
    mkdirSync(join(root, 'backups'));
    await OpenDomain.sample(portsOf(new NodeFileStore([])), join(root, 'contoso'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('restores what it backed up, with versions above the present ones', () => {
    const before = objectOf();
    run(`$saved = $gpo.Backup('${winePath(join(root, 'backups'))}', '', $none, $none).Result
$gpo.DisplayName = 'renamed'; $gpo.SetUserEnabled($false)
$domain.RestoreGPO($saved, 0, $none, $none).OverallStatus()`);
    const after = objectOf();
    assert.equal(after['displayName'], before['displayName']);
    assert.equal(after['flags'], before['flags']);
    assert.equal(after['nTSecurityDescriptor'], before['nTSecurityDescriptor']);
    assert.deepEqual(after['version'], { computer: 6, user: 0 });
  });

  it('leaves nothing of a backup that fails', () => {
    const output = run(
      `$result = $gpo.Backup('${winePath(join(root, 'backups'))}', '', $none, $none)
try { $result.OverallStatus() } catch { '{0:x}' -f $_.Exception.GetBaseException().HResult }`,
      'disk-full',
    );
    assert.match(output, /80070070/);
    assert.deepEqual(readdirSync(join(root, 'backups')), []);
  });
});

function objectOf(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, `contoso/ad/gpos/${gpo}.json`), 'utf8')) as Record<string, unknown>;
}

/** Runs a script with `$domain`, `$gpo` and `$none`, for an argument left out; gives what it prints. */
function run(script: string, personality = ''): string {
  const { start } = liveEngine({ 'contoso.com': join(root, 'contoso') }, { personality });
  const head = `$gpm = [Activator]::CreateInstance([Type]::GetTypeFromProgID('GroupPolicyTest.GPM')); $none = [Type]::Missing
$domain = $gpm.GetDomain('contoso.com', '', 0); $gpo = $domain.GetGPO('${gpo}')`;
  const ran = spawnSync(start.executable, [...(start.args ?? [])], {
    env: start.env,
    input: `${head}\n${script}\n'the end'\n`,
    encoding: 'utf8',
    timeout: 50_000,
  });
  assert.match(ran.stdout, /the end/);
  return ran.stdout;
}
