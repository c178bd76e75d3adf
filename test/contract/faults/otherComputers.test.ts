import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChangePlan } from '../../../src/core/model/changePlan';
import { FaultSandbox, quietly, type ProcessEnd } from './faultSandbox';

/** On Linux `//tmp/x` is `/tmp/x`, and to the product a share of the computer `tmp`. */
describe('a migration table on another computer', function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), 'gpo shares '));
  const sandbox = new FaultSandbox(root);
  const table = `/${join(root, 'table.migtable')}`;
  const refused = (end: ProcessEnd): void => {
    assert.equal(end.code, 1, end.out);
    const error = JSON.parse(end.err) as { code: string; params: { path: string } };
    assert.deepEqual([error.code, error.params.path], ['unc-path-refused', table]);
  };

  before(async function () {
    // eslint-disable-next-line no-restricted-syntax -- Linux alone has a path that means both
    if (process.platform !== 'linux') this.skip();
    await sandbox.services().createSample({ folder: sandbox.domain }, quietly);
    await sandbox.backUp([await sandbox.gpo('Users - Folder Redirection')]);
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('is written and checked where the user named it', async () => {
    const gpos = [await sandbox.gpo('Users - Folder Redirection')];
    const made = await sandbox.serviceProcess([
      ['createMigrationTable', { file: table, from: { address: sandbox.address, gpos }, includeSecurity: false }],
    ]);
    assert.equal(made.code, 0, made.err);
    assert.ok(Number(made.out) > 0);
    const checked = await sandbox.serviceProcess([['checkMigrationTable', { file: table }]]);
    assert.equal(checked.code, 0, checked.err);
  });

  it('is read for a plan that the user asks for and applies, but not for one that came from a file', async () => {
    const [backup] = await sandbox.services().listBackups({ folder: sandbox.backups }, quietly);
    assert.ok(backup);
    const request = {
      kind: 'import',
      domain: sandbox.address,
      gpo: await sandbox.gpo('Kiosk'),
      backup: { folder: backup.folder, id: backup.id },
      mapping: { file: table, strict: false },
    };
    const planned = await sandbox.serviceProcess([['planChange', { request }]]);
    assert.equal(planned.code, 0, planned.err);
    const plan = JSON.parse(planned.out) as ChangePlan;
    refused(await sandbox.serviceProcess([['applyPlan', { plan, typedNames: [] }]]));
    const applied = await sandbox.serviceProcess([['applyPlan', { plan, typedNames: [], mappingShown: true }]]);
    assert.equal(applied.code, 0, applied.err);
    assert.equal((JSON.parse(applied.out) as { state: string }).state, 'done');
  });
});
