import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { BackupDocument, BackupObject } from '../../../../../src/core/formats/backupXml/backupDocument';
import { securityDescriptorFromHex } from '../../../../../src/core/formats/securityDescriptor/securityDescriptorHex';
import { parseBackupId, parseGpoId, type GpoId } from '../../../../../src/core/model/ids';
import { isPolicyError } from '../../../../../src/core/kernel/errors';
import type { BackupRef } from '../../../../../src/core/ports/gpoOperations';
import { NodeFileStore } from '../../../../../src/platform/nodeFileStore';
import { BackupSet } from '../../../../../src/storage/backupSet/backupSet';
import { readBackupContents, type BackupContents } from '../../../../../src/storage/backupSet/backupContents';
import { corpusFolder } from '../../../../fixtures/corpus';
import { snapshotFromBackup } from '../../../../fixtures/snapshotFromBackup';
import { OpenDomain, portsOf, quietly } from './operationsHarness';

const files = new NodeFileStore();

/** Real backups where they are present, and those of the sample domain. */
async function backups(work: string): Promise<readonly string[]> {
  const real = corpusFolder();
  const domain = await OpenDomain.sample(portsOf(files), join(work, 'sample'));
  const set = join(work, 'sample backups');
  for (const { id } of await domain.provider.reader.gpos(quietly)) await domain.backUp(id, set);
  return [...backupsBelow(set), ...(real === undefined ? [] : backupsBelow(real))];
}

function backupsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return /^backup\.xml$/i.test(entry.name) ? [folder] : [];
    return backupsBelow(join(folder, entry.name));
  });
}

/** A copy of the backup in which files that its publisher left out are made up. */
function completed(folder: string, work: string): string {
  const { missing } = readBackupContents(files, folder);
  if (missing.length === 0) return folder;
  const copy = join(work, 'completed', basename(folder));
  cpSync(folder, copy, { recursive: true });
  for (const path of missing) writeFileSync(join(copy, 'DomainSysvol', 'GPO', ...path.split('/')), `made up: ${path}`);
  return copy;
}

interface Facts {
  readonly core: Readonly<Record<string, string | undefined>>;
  readonly groups: readonly string[];
  readonly paths: readonly string[];
  readonly extensions: unknown;
  readonly info: unknown;
  readonly files: ReadonlyMap<string, string>;
}

/** All that must come back: only ids, time, DC, SourceExpandedPath and versions may differ, and the case of GUIDs. */
function facts({ document, info, contents }: BackupContents): Facts {
  const { core } = document;
  return {
    core: {
      ...core,
      userVersion: '',
      machineVersion: '',
      id: core.id.toUpperCase(),
      wmiFilter: core.wmiFilter.toUpperCase(),
    },
    groups: document.securityGroups.map((group) => JSON.stringify(group)).sort(),
    paths: document.filePaths,
    extensions: document.extensions.map(({ id: cse, name, objects }) => ({
      cse,
      name,
      rows: objects.map(withoutSource),
    })),
    info: { ...info, id: '', gpoGuid: info?.gpoGuid.toUpperCase() },
    files: new Map(
      contents
        .flatMap(({ path, kind, source }): readonly (readonly [string, string])[] =>
          kind === 'folder' || source === undefined
            ? []
            : [[path, Buffer.from(files.readFile(source)).toString('hex')]],
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

function withoutSource(row: BackupObject): unknown {
  return { ...row, sourceExpandedPath: '', children: row.children.map(withoutSource) };
}

function gpoOf(document: BackupDocument): GpoId {
  const id = parseGpoId(document.core.id);
  assert.ok(id !== undefined);
  return id;
}

describe('restore and back up again', () => {
  const work = mkdtempSync(join(tmpdir(), 'gpo-round-trip-'));
  after(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it('gives every backup back, file by file and field by field', async function () {
    this.timeout(120_000);
    const folders = await backups(work);
    assert.ok(folders.length >= 10);
    let restored = 0;
    for (const [index, original] of folders.entries()) {
      const folder = completed(original, work);
      const backup: BackupRef = {
        folder: dirname(folder),
        id: parseBackupId(basename(folder)) ?? ('' as BackupRef['id']),
      };
      const before = readBackupContents(files, folder);
      const root = join(work, `domain ${String(index)}`);
      snapshotFromBackup(files, root, before.document, before.info);
      const domain = await OpenDomain.open(portsOf(files), root);
      const hasAcl = !securityDescriptorFromHex(before.document.core.securityDescriptor).problems.some(
        ({ severity }) => severity === 'error',
      );
      const gpo = gpoOf(before.document);
      if (hasAcl) await domain.operations.restore(backup, quietly);
      else {
        // Its publisher cut the descriptor: there is no ACL to restore, and the settings can be imported.
        await assert.rejects(domain.operations.restore(backup, quietly), (error) =>
          isPolicyError(error, 'backup-invalid'),
        );
        await domain.writer.create(before.document.core.displayName, { id: gpo });
        await domain.operations.importSettings(gpo, backup, undefined, quietly);
      }
      const again = readBackupContents(files, await backUpLike(domain, gpo, before, join(root, 'out')));
      const [expected, found] = [facts(before), facts(again)];
      if (hasAcl) assert.deepEqual(found, expected, original);
      else assert.deepEqual([found.extensions, found.files], [expected.extensions, expected.files], original);
      restored += 1;
    }
    assert.equal(restored, folders.length);
  });

  it('writes the very bytes of Backup.xml for a GPO that was not changed in between', async () => {
    const domain = await OpenDomain.sample(portsOf(files), join(work, 'twice'));
    for (const { id } of await domain.provider.reader.gpos(quietly)) {
      const texts = [];
      for (const set of ['first', 'second']) {
        const backup = await domain.backUp(id, join(work, 'twice', set));
        texts.push(Buffer.from(files.readFile(join(work, 'twice', set, backup, 'Backup.xml'))).toString('utf8'));
      }
      assert.equal(texts[0], texts[1]);
    }
  });

  it('brings the tree of objects of software installation back', async () => {
    const domain = await OpenDomain.sample(portsOf(files), join(work, 'software'));
    const gpo = (await domain.provider.reader.gpos(quietly)).find(({ id }) =>
      JSON.stringify(objectOf(domain, id)['childObjects']).includes('packageRegistration'),
    );
    assert.ok(gpo !== undefined, 'the sample has a GPO with packages');
    const before = objectOf(domain, gpo.id)['childObjects'];
    const backup = await domain.backUp(gpo.id, join(work, 'software backups'));
    await domain.writer.delete(gpo.id);
    await domain.operations.restore({ folder: join(work, 'software backups'), id: backup }, quietly);
    assert.deepEqual(paths(objectOf(domain, gpo.id)['childObjects']), paths(before));
    assert.deepEqual(objectOf(domain, gpo.id)['childObjects'], JSON.parse(withoutSources(before)));
  });

  function objectOf(domain: OpenDomain, id: GpoId): Readonly<Record<string, unknown>> {
    const root = domain.address.slice('snapshot:'.length);
    return JSON.parse(Buffer.from(files.readFile(join(root, 'ad', 'gpos', `${id}.json`))).toString('utf8')) as Record<
      string,
      unknown
    >;
  }
});

function withoutSources(objects: unknown): string {
  return JSON.stringify(objects, (key, value: unknown) => (key === 'sourceExpandedPath' ? '' : value));
}

function paths(objects: unknown): readonly string[] {
  const found: string[] = [];
  JSON.stringify(objects, (key, value: unknown) => {
    if (key === 'path') found.push(String(value));
    return value;
  });
  return found;
}

/** Backs up with the comment and time of another backup. */
async function backUpLike(domain: OpenDomain, gpo: GpoId, like: BackupContents, folder: string): Promise<string> {
  files.makeFolder(folder);
  const set = new BackupSet(domain.ports, folder);
  const id = parseBackupId(domain.ports.guids.next());
  assert.ok(id !== undefined);
  const time = `${like.info?.backupTime ?? '2020-01-01T00:00:00'}Z`;
  await domain.operations.backup(gpo, { into: set.stage(id), id, comment: like.info?.comment ?? '', time }, quietly);
  set.publish(id);
  set.updateManifest();
  assert.ok(existsSync(join(folder, 'manifest.xml')));
  return set.backupFolder(id);
}
