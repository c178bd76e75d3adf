import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, neverCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import { breathlessPacer, type Pacer } from '../../../../src/core/kernel/pacer';
import { readManifest, writeManifest } from '../../../../src/core/formats/manifest/manifest';
import { readBkupInfo, writeBkupInfo } from '../../../../src/core/formats/bkupInfo/bkupInfo';
import { parseBackupId, type BackupId } from '../../../../src/core/model/ids';
import type { OpenFile } from '../../../../src/core/ports/fileStore';
import { NodeFileStore } from '../../../../src/platform/nodeFileStore';
import { findBackupSets } from '../../../../src/storage/backupSet/backupFolders';
import { BackupSet } from '../../../../src/storage/backupSet/backupSet';
import { removeTree } from '../../../../src/storage/tree';
import { MemoryFileStore } from '../../../fakes/memoryFileStore';
import { corpusFolder } from '../../../fixtures/corpus';
import { portsOf } from '../../providers/snapshot/operations/operationsHarness';

function idOf(number: number): BackupId {
  const id = parseBackupId(`{AAAAAAAA-0000-4000-8000-${String(number).padStart(12, '0')}}`);
  assert.ok(id !== undefined);
  return id;
}

function info(number: number, time = '2026-01-01T00:00:00'): Uint8Array {
  return writeBkupInfo({
    gpoGuid: '{31B2F340-016D-11D2-945F-00C04FB984F9}',
    gpoDomain: 'contoso.com',
    gpoDomainGuid: '{11111111-2222-4333-8444-555555555555}',
    gpoDomainController: 'dc1.contoso.com',
    backupTime: time,
    id: idOf(number),
    comment: '',
    gpoDisplayName: `GPO ${String(number)}`,
  });
}

/** Publishes a backup of two files. */
function publish(set: BackupSet, files: MemoryFileStore, number: number, time?: string): void {
  const into = set.stage(idOf(number));
  files.writeFile(`${into}/Backup.xml`, new TextEncoder().encode('<x/>'));
  files.writeFile(`${into}/bkupInfo.xml`, info(number, time));
  files.writeFile(`${into}/.group-policy.json`, new TextEncoder().encode('{}'));
  set.publish(idOf(number));
}

function listed(files: MemoryFileStore): readonly string[] {
  return readManifest(files.readFile('/set/manifest.xml')).value.map(({ id }) => id);
}

/** Remembers what was forced to the disk, in order. */
class SyncedFiles extends MemoryFileStore {
  readonly synced: string[] = [];

  override open(path: string, mode: 'read' | 'write'): OpenFile {
    return { ...super.open(path, mode), sync: () => void this.synced.push(path) };
  }

  override syncFolder(path: string): void {
    this.synced.push(path);
  }
}

describe('a backup set', () => {
  it('lists newest first, and in batches as they are read', async () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    for (let number = 1; number <= 450; number += 1)
      publish(
        set,
        files,
        number,
        `2026-01-01T00:${String(Math.floor(number / 60)).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}`,
      );
    const batches: number[] = [];
    const backups = await set.list(neverCancelled, (batch) => batches.push(batch.length));
    assert.deepEqual(batches, [200, 200, 50]);
    assert.deepEqual(
      backups.map(({ id }) => id),
      Array.from({ length: 450 }, (_, index) => idOf(450 - index)),
    );
  });

  it('forces every file of the new backups to the disk, then the set, and stops at Cancel', async () => {
    const files = new SyncedFiles();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    for (const number of [1, 2, 3]) publish(set, files, number);
    files.synced.length = 0;
    await set.sync([idOf(1), idOf(9), idOf(3)], neverCancelled);
    const ofBackup = (number: number): readonly string[] => [
      `/set/${idOf(number)}/Backup.xml`,
      `/set/${idOf(number)}/bkupInfo.xml`,
      `/set/${idOf(number)}.group-policy.json`,
    ];
    assert.deepEqual(files.synced, [...ofBackup(1), ...ofBackup(3), '/set']);
    const source = new CancellationTokenSource();
    source.cancel();
    files.synced.length = 0;
    await assert.rejects(set.sync([idOf(1)], source.token), (error) => isPolicyError(error, 'cancelled'));
    assert.deepEqual(files.synced, []);
  });

  it('closes its staging folder also when another one has removed what was around it', () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    set.stage(idOf(1));
    removeTree(files, '/set/.staging');
    set.unstage(idOf(1));
    assert.deepEqual(files.list('/set'), []);
  });

  it('stops listing when cancelled', async () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    publish(set, files, 1);
    const source = new CancellationTokenSource();
    source.cancel();
    await assert.rejects(set.list(source.token), (error) => isPolicyError(error, 'cancelled'));
  });

  it('reads a long index in turns, in which Cancel is heard, and not again before it is written', async () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const instance = readBkupInfo(info(1)).value;
    assert.ok(instance !== undefined);
    const instances = Array.from({ length: 3000 }, (_, number) => ({ ...instance, id: idOf(number) }));
    files.writeFile('/set/manifest.xml', writeManifest(instances));
    let breaths = 0;
    const source = new CancellationTokenSource();
    const pacer: Pacer = {
      breathe: (token) => {
        breaths += 1;
        if (breaths === 5) source.cancel();
        return breathlessPacer.breathe(token);
      },
    };
    const set = new BackupSet({ ...portsOf(files), pacer }, '/set');
    await assert.rejects(set.prepareManifest(source.token), (error) => isPolicyError(error, 'cancelled'));
    await set.prepareManifest(neverCancelled);
    const read = breaths;
    await set.prepareManifest(neverCancelled);
    assert.equal(breaths, read);
  });

  it('shows nothing of what is staged, and keeps manifest entries in their order', async () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    set.stage(idOf(9));
    publish(set, files, 3);
    assert.deepEqual(
      (await set.list(neverCancelled)).map(({ id }) => id),
      [idOf(3)],
    );
    set.unstage(idOf(9));
    set.updateManifest();
    publish(set, files, 1);
    publish(set, files, 2);
    set.updateManifest();
    assert.deepEqual(listed(files), [idOf(3), idOf(1), idOf(2)]);
    assert.deepEqual(
      files
        .list('/set')
        .map(({ name }) => name)
        .filter((name) => name.startsWith('.')),
      [],
    );
  });

  it('lists what has no Backup.xml with its problem, and leaves folders alone that are no backups', async () => {
    const files = new MemoryFileStore();
    files.makeFolder(`/set/${idOf(1)}`);
    files.writeFile(`/set/${idOf(1)}/bkupInfo.xml`, info(1));
    files.makeFolder(`/set/${idOf(2)}/Machine`);
    files.putOther(`/set/${idOf(3)}`, 'link');
    const [only, ...others] = await new BackupSet(portsOf(files), '/set').list(neverCancelled);
    assert.deepEqual(others, []);
    assert.equal(only?.gpoName, 'GPO 1');
    assert.deepEqual(only.problem, {
      code: 'backup-invalid',
      params: { backup: idOf(1), file: 'Backup.xml', detail: 'missing' },
    });
  });

  it('drops entries without a folder from the manifest and adds folders without an entry', () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    publish(set, files, 1);
    publish(set, files, 2);
    set.updateManifest();
    files.rename(`/set/${idOf(1)}`, `/set/${idOf(7).toLowerCase()}`);
    new BackupSet(portsOf(files, { pid: 2 }), '/set').updateManifest();
    assert.deepEqual(listed(files), [idOf(2), idOf(7)]);
  });

  it('deletes a backup with its sidecar, and nothing else', async () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    publish(set, files, 1);
    publish(set, files, 2);
    set.delete(idOf(1));
    set.updateManifest();
    assert.deepEqual(
      (await set.list(neverCancelled)).map(({ id }) => id),
      [idOf(2)],
    );
    assert.deepEqual(
      files
        .list('/set')
        .map(({ name }) => name)
        .sort(),
      ['manifest.xml', idOf(2), `${idOf(2)}.group-policy.json`].sort(),
    );
    assert.throws(
      () => {
        set.delete(idOf(1));
      },
      (error) => isPolicyError(error, 'backup-not-found'),
    );
  });

  it('deletes the one backup that was added by its own folder', () => {
    const files = new MemoryFileStore();
    files.makeFolder('/sets');
    const whole = new BackupSet(portsOf(files), '/sets');
    publish(whole, files, 1);
    whole.updateManifest();
    const one = new BackupSet(portsOf(files), `/sets/${idOf(1)}`);
    assert.equal(one.backupFolder(idOf(1)), `/sets/${idOf(1)}`);
    one.delete(idOf(1));
    one.updateManifest();
    assert.equal(files.stat(`/sets/${idOf(1)}`), undefined);
  });

  it('loses nothing when two processes back up into it at once', async () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const alive = new Set([1, 2]);
    const [one, two] = [1, 2].map((pid) => new BackupSet(portsOf(files, { pid, alive }), '/set'));
    assert.ok(one !== undefined && two !== undefined);
    const staged = one.stage(idOf(1));
    files.writeFile(`${staged}/Backup.xml`, new TextEncoder().encode('<x/>'));
    publish(two, files, 2);
    two.updateManifest();
    assert.ok(files.stat(staged) !== undefined, 'the other one\u2019s staging folder stays');
    files.writeFile(`${staged}/bkupInfo.xml`, info(1));
    one.publish(idOf(1));
    one.updateManifest();
    assert.deepEqual((await two.list(neverCancelled)).map(({ id, inManifest }) => [id, inManifest]).sort(), [
      [idOf(1), true],
      [idOf(2), true],
    ]);
  });

  it('writes the manifest again when another process published while it was written', () => {
    const files = new MemoryFileStore();
    files.makeFolder('/set');
    const set = new BackupSet(portsOf(files), '/set');
    publish(set, files, 1);
    const other = new BackupSet(portsOf(files, { pid: 2, alive: new Set([1, 2, 3]) }), '/set');
    let raced = false;
    const racing = new Proxy(files, {
      get(target, key): unknown {
        if (key === 'rename' && !raced)
          return (from: string, to: string): void => {
            raced = true;
            publish(other, files, 2);
            target.rename(from, to);
          };
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    new BackupSet(portsOf(racing, { pid: 3, alive: new Set([1, 2, 3]) }), '/set').updateManifest();
    assert.ok(raced);
    assert.deepEqual([...listed(files)].sort(), [idOf(1), idOf(2)]);
  });

  it('says that there is none', async () => {
    const set = new BackupSet(portsOf(new MemoryFileStore()), '/nowhere');
    await assert.rejects(set.list(neverCancelled), (error) => isPolicyError(error, 'backup-set-not-found'));
  });
});

describe('findBackupSets', () => {
  it('finds a set, one backup alone, and sets one level down', () => {
    const files = new MemoryFileStore();
    for (const set of ['/baseline/Computer', '/baseline/User']) {
      files.makeFolder(set);
      publish(new BackupSet(portsOf(files), set), files, 1);
    }
    files.makeFolder('/baseline/Documentation/deeper');
    files.makeFolder('/indexed');
    files.writeFile('/indexed/manifest.xml', new Uint8Array());
    assert.deepEqual(findBackupSets(files, '/baseline'), ['/baseline/Computer', '/baseline/User']);
    assert.deepEqual(findBackupSets(files, '/baseline/User'), ['/baseline/User']);
    assert.deepEqual(findBackupSets(files, `/baseline/User/${idOf(1)}`), [`/baseline/User/${idOf(1)}`]);
    assert.deepEqual(findBackupSets(files, '/indexed'), ['/indexed']);
    assert.deepEqual(findBackupSets(files, '/baseline/Documentation'), []);
  });

  it('lists every backup of real sets, whatever their manifests say', async () => {
    const files = new NodeFileStore();
    const root = corpusFolder();
    if (root === undefined) return;
    const folders = new Map<string, number>();
    const visit = (folder: string): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (!entry.isDirectory()) continue;
        if (parseBackupId(entry.name) === undefined) visit(path);
        else folders.set(folder, (folders.get(folder) ?? 0) + 1);
      }
    };
    visit(root);
    assert.ok(folders.size > 50);
    for (const [folder, count] of folders) {
      assert.deepEqual(findBackupSets(files, folder), [folder]);
      const backups = await new BackupSet(portsOf(files), folder).list(neverCancelled);
      assert.equal(backups.length, count, folder);
      for (const backup of backups) {
        assert.equal(backup.problem, undefined, folder);
        assert.match(backup.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }
    }
  });
});
