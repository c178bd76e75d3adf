import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domainState } from '../../unit/services/undo/domainState';
import { wholeBackups } from './checkBackups';
import { FaultSandbox, quietly } from './faultSandbox';
import { SmallDisk } from './smallDisk';

const gpo = 'Servers - Startup Scripts';
const other = 'Unlinked - pilot';
const enough = 8192;

describe('a disk of which a part is full or read-only', function () {
  this.timeout(60_000);
  let root: string;
  let disk: SmallDisk | undefined;
  let sandbox: FaultSandbox;

  beforeEach(function () {
    root = mkdtempSync(join(tmpdir(), 'gpo disks '));
    const mounted = SmallDisk.mount(join(root, 'disk'), enough);
    if (typeof mounted === 'string') {
      console.log(`    skipped: no disk can be mounted here: ${mounted}`);
      // eslint-disable-next-line no-restricted-syntax -- counts as skipped, which fails a run of CI, where disks can be mounted
      this.skip();
    }
    disk = mounted;
  });
  afterEach(() => {
    disk?.unmount();
    disk = undefined;
    rmSync(root, { recursive: true, force: true });
  });

  /** A sample domain with a backup of two of its GPOs, all on a usual disk but what is named. */
  async function prepare(onDisk: 'domain' | 'backups' | 'state'): Promise<SmallDisk> {
    assert.ok(disk);
    sandbox = new FaultSandbox(root, { [onDisk]: join(disk.folder, onDisk) });
    await sandbox.services().createSample({ folder: sandbox.domain }, quietly);
    await sandbox.backUp([await sandbox.gpo(gpo), await sandbox.gpo(other)]);
    return disk;
  }

  const state = (): ReadonlyMap<string, string> => domainState(sandbox.files, sandbox.domain);
  const changes = (): Readonly<Record<string, readonly string[]>> => ({
    restore: ['restore', gpo, '--from', sandbox.backups, '--domain', sandbox.domain],
    import: ['import', other, gpo, '--from', sandbox.backups, '--domain', sandbox.domain],
    delete: ['delete', gpo, '--domain', sandbox.domain],
    rename: ['rename', gpo, 'Renamed', '--domain', sandbox.domain],
    copy: ['copy', gpo, '--domain', sandbox.domain],
  });

  /** Every change fails with a sentence that names a path below `folder`, and changes nothing; it works again afterwards. */
  async function checkChanges(folder: string, reason: RegExp, repair: () => void): Promise<void> {
    const before = state();
    for (const [name, args] of Object.entries(changes())) {
      const { code, out, err } = await sandbox.gpoProcess(args);
      assert.ok(code === 3 || code === 5, `${name} ended with ${String(code)}: ${err}`);
      const said = (out + err).split('\n').filter((line) => reason.test(line));
      assert.ok(
        said.some((line) => line.includes(folder)),
        `${name}: ${out}${err}`,
      );
      assert.deepEqual(state(), before, name);
    }
    repair();
    for (const [name, args] of Object.entries(changes())) {
      const { code, err } = await sandbox.gpoProcess(args);
      assert.equal(code, 0, `${name}: ${err}`);
      assert.equal((await sandbox.gpoProcess(['undo', '--domain', sandbox.domain])).code, 0, name);
    }
    assert.deepEqual(state(), before);
  }

  for (const place of ['domain', 'state'] as const) {
    it(`full, with the ${place} on it: each change says so and changes nothing`, async () => {
      const full = await prepare(place);
      full.fill();
      await checkChanges(full.folder, /disk is full/, () => {
        full.empty();
      });
    });

    it(`read-only, with the ${place} on it: each change says so and changes nothing`, async () => {
      const readOnly = await prepare(place);
      readOnly.setReadOnly(true);
      assert.equal((await sandbox.gpoProcess(['list', '--domain', sandbox.domain])).code, 0, 'it can be read');
      await checkChanges(readOnly.folder, /read-only/, () => {
        readOnly.setReadOnly(false);
      });
    });
  }

  it('full in the middle of a backup of all: what is listed is whole, the others fail with file and reason', async () => {
    const full = await prepare('backups');
    const args = ['backup', '--all', '--domain', sandbox.domain, '--to', sandbox.backups];
    full.resize(320);
    const before = state();
    const { code, out } = await sandbox.gpoProcess(args);
    assert.equal(code, 3, out);
    assert.match(out, /\d+ done, \d+ failed/);
    assert.match(out, /: failed\. The disk is full; .*backups.* could not be written/);
    const listed = await wholeBackups(sandbox.backups);
    assert.ok(listed.length > 2);
    full.resize(enough);
    assert.equal((await sandbox.gpoProcess(args)).code, 0);
    const now = await wholeBackups(sandbox.backups);
    assert.ok(now.length > listed.length && now.every(({ inManifest }) => inManifest));
    const leftovers = readdirSync(sandbox.backups).filter((name) => name !== 'manifest.xml' && !name.startsWith('{'));
    assert.deepEqual(leftovers, []);
    assert.deepEqual(state(), before);
  });

  it('read-only with the backups on it: a backup says so; a restore from it works', async () => {
    const readOnly = await prepare('backups');
    readOnly.setReadOnly(true);
    const backup = await sandbox.gpoProcess(['backup', gpo, '--domain', sandbox.domain, '--to', sandbox.backups]);
    assert.ok(backup.code === 3 || backup.code === 5, backup.err);
    assert.match(backup.out + backup.err, /backups.* cannot be written: it is read-only/);
    assert.equal((await wholeBackups(sandbox.backups)).length, 2);
    const restore = await sandbox.gpoProcess(changes()['restore'] ?? []);
    assert.equal(restore.code, 0, restore.err);
  });
});
