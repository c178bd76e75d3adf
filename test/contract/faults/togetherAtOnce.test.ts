import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationSummary } from '../../../src/core/model/operation';
import { wholeBackups } from './checkBackups';
import { FaultSandbox, quietly, type ProcessEnd, type ServiceCall } from './faultSandbox';

describe('several processes on the same folders', function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), 'gpo together '));
  const sandbox = new FaultSandbox(root);
  before(async () => {
    await sandbox.services().createSample({ folder: sandbox.domain }, quietly);
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('backing up into one folder at once: every backup is whole and in the manifest', async () => {
    const args = ['backup', '--all', '--domain', sandbox.domain, '--to', sandbox.backups];
    const ends = await Promise.all([sandbox.gpoProcess(args), sandbox.gpoProcess(args), sandbox.gpoProcess(args)]);
    for (const { code, err } of ends) assert.equal(code, 0, err);
    const gpos = await sandbox.services().listGpos({ address: sandbox.address }, quietly);
    const listed = await wholeBackups(sandbox.backups);
    assert.equal(listed.length, 3 * gpos.length);
    assert.ok(listed.every(({ inManifest }) => inManifest));
  });

  it('two windows: while one changes the domain the other is refused with the holder, then its change works', async () => {
    const slow = ['--require', join(__dirname, '..', 'cli', 'slowFiles.cjs')];
    const [one, other] = [await sandbox.gpo('Kiosk'), await sandbox.gpo('Software - Office')];
    const first = sandbox.serviceProcess(deletion(sandbox, one), {}, slow);
    // The lock of the domain is held for a moment only; that of the change, in the state folder, all the time.
    await appears(join(sandbox.domain, '.work', 'lock'));
    const refused = await sandbox.serviceProcess(deletion(sandbox, other));
    assert.equal(refused.code, 1);
    const { code, params } = JSON.parse(refused.err) as { code: string; params: { domain: string; holder: string } };
    assert.equal(code, 'domain-locked');
    assert.equal(params.domain, 'contoso.com');
    assert.match(params.holder, /@.* \(\d+\)$/);
    assert.equal(summaryOf(await first).state, 'done');
    assert.equal(summaryOf(await sandbox.serviceProcess(deletion(sandbox, other))).state, 'done');
    const names = (await sandbox.services().listGpos({ address: sandbox.address }, quietly)).map(({ name }) => name);
    assert.ok(!names.includes('Kiosk') && !names.includes('Software - Office'));
  });

  it('two windows that change at once, again and again: each change is made whole or refused', async () => {
    const gpos = ['Users - Desktop', 'Users - Drives and Printers'];
    const ids = await Promise.all(gpos.map((name) => sandbox.gpo(name)));
    const rounds = 6;
    const windows = ids.map(async (gpo, window) => {
      let name = gpos[window] ?? '';
      let refusals = 0;
      for (let round = 1; round <= rounds; round += 1) {
        const newName = `${String(window)} ${String(round)}`;
        const request = { kind: 'rename', domain: sandbox.address, gpo, newName };
        const end = await sandbox.serviceProcess([
          ['planChange', { request }],
          ['applyPlan', { plan: '$previous', typedNames: [] }],
        ]);
        if (end.code === 0 && summaryOf(end).state === 'done') name = newName;
        else {
          assert.match(end.err + end.out, /domain-locked/);
          refusals += 1;
        }
      }
      return { gpo, name, refusals };
    });
    const ends = await Promise.all(windows);
    const now = await sandbox.services().listGpos({ address: sandbox.address }, quietly);
    for (const { gpo, name } of ends) assert.equal(now.find(({ id }) => id === gpo)?.name, name);
    const { interrupted } = await sandbox.services().openDomain({ address: sandbox.address }, quietly);
    assert.deepEqual(interrupted, []);
    assert.ok(ends.some(({ refusals }) => refusals < rounds));
  });
});

async function appears(path: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!existsSync(path)) {
    assert.ok(Date.now() < deadline, `${path} did not appear`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function deletion(sandbox: FaultSandbox, gpo: string): readonly ServiceCall[] {
  const request = { kind: 'delete', domain: sandbox.address, gpos: [gpo], removeLinks: true };
  return [
    ['planChange', { request }],
    ['applyPlan', { plan: '$previous', typedNames: [] }],
  ];
}

function summaryOf({ code, out, err }: ProcessEnd): OperationSummary {
  assert.equal(code, 0, err);
  return JSON.parse(out) as OperationSummary;
}
