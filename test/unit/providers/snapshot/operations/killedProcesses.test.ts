import assert from 'node:assert/strict';
import { parseGpoId, type BackupId, type GpoId } from '../../../../../src/core/model/ids';
import type { FileStore } from '../../../../../src/core/ports/fileStore';
import { neverCancelled } from '../../../../../src/core/kernel/cancellation';
import { BackupSet } from '../../../../../src/storage/backupSet/backupSet';
import { readBackupContents } from '../../../../../src/storage/backupSet/backupContents';
import { FaultyFileStore, ProcessDied } from '../../../../fakes/faultyFileStore';
import { MemoryFileStore } from '../../../../fakes/memoryFileStore';
import { OpenDomain, portsOf, quietly } from './operationsHarness';

const root = '/domain';
const set = '/backups';
const gpoName = 'Servers - Startup Scripts';

/** A sample domain with one backup of a GPO, whose settings were changed since. */
interface Prepared {
  readonly files: MemoryFileStore;
  readonly gpo: GpoId;
  readonly backup: BackupId;
}

async function prepare(): Promise<Prepared> {
  const files = new MemoryFileStore();
  const domain = await OpenDomain.sample(portsOf(files, { pid: 90 }), root);
  const gpo = await domain.gpo(gpoName);
  const backup = await domain.backUp(gpo, set);
  const other = await domain.gpo('Software - Office');
  const otherBackup = await domain.backUp(other, '/others');
  await domain.operations.importSettings(gpo, { folder: '/others', id: otherBackup }, undefined, quietly);
  await domain.writer.rename(gpo, `${gpoName} (changed)`);
  return { files, gpo, backup };
}

type Work = (domain: OpenDomain, prepared: Prepared) => Promise<unknown>;

/** Runs `work` as a process that dies at each of its calls in turn, before it, in the middle of writing, and after it. */
async function killAtEveryCall(
  work: Work,
  check: (files: MemoryFileStore, prepared: Prepared) => Promise<void>,
): Promise<number> {
  const prepared = await prepare();
  const whole = new FaultyFileStore(prepared.files.clone());
  await run(work, whole, prepared);
  assert.ok(whole.calls > 20, 'the work reaches the file store');
  for (let call = 1; call <= whole.calls; call += 1)
    for (const when of ['before', 'during', 'after'] as const) {
      const disk = prepared.files.clone();
      const files = new FaultyFileStore(disk, { dies: { call, when } });
      await run(work, files, prepared).catch((error: unknown) => {
        if (!(error instanceof ProcessDied)) throw error;
      });
      try {
        await check(disk, prepared);
      } catch (error) {
        throw new Error(`killed ${when} call ${String(call)} of ${String(whole.calls)}`, { cause: error });
      }
    }
  return whole.calls;
}

async function run(work: Work, files: FileStore, prepared: Prepared): Promise<void> {
  await work(await OpenDomain.open(portsOf(files, { pid: 91 }), root), prepared);
}

/** Everything of the domain that counts; leftovers of work must be gone. */
function state(files: MemoryFileStore): string {
  return JSON.stringify([...files.contents(root)].filter(([path]) => path !== '.work'));
}

/** The domain as another process finds it, in order again. */
async function reopened(files: MemoryFileStore): Promise<OpenDomain> {
  return OpenDomain.open(portsOf(files, { pid: 92 }), root);
}

async function assertWholeBackups(files: MemoryFileStore, folder: string, least: readonly BackupId[]): Promise<void> {
  const listed = await new BackupSet(portsOf(files, { pid: 92 }), folder).list(neverCancelled);
  for (const { id, problem } of listed) {
    assert.equal(problem, undefined);
    assert.deepEqual(readBackupContents(files, files.join(folder, id)).missing, []);
    for (const name of ['Backup.xml', 'bkupInfo.xml', 'gpreport.xml'])
      assert.ok((files.stat(files.join(folder, id, name))?.size ?? 0) > 0, name);
  }
  for (const id of least) assert.ok(listed.some((backup) => backup.id === id));
}

describe('a process killed at every call to the file store', () => {
  it('in a backup: every listed backup is whole, the domain untouched, and the next backup cleans up', async function () {
    this.timeout(120_000);
    let before: string | undefined;
    await killAtEveryCall(
      async (domain, { gpo }) => domain.backUp(gpo, set),
      async (files, { gpo, backup, files: original }) => {
        before ??= state(original);
        await assertWholeBackups(files, set, [backup]);
        const domain = await reopened(files);
        assert.equal(state(files), before);
        assert.deepEqual(domain.provider.interrupted, []);
        await domain.backUp(gpo, set);
        await assertWholeBackups(files, set, [backup]);
        const names = files.list(set).map(({ name }) => name);
        const ids = names.filter((name) => /^\{.*\}$/.test(name)).sort();
        assert.deepEqual(
          names.filter((name) => !ids.includes(name) && name !== 'manifest.xml').sort(),
          ids.map((id) => `${id}.group-policy.json`),
          'no leftovers',
        );
        const listed = await new BackupSet(domain.ports, set).list(neverCancelled);
        assert.ok(listed.every(({ inManifest }) => inManifest));
      },
    );
  });

  const changes: Readonly<Record<string, Work>> = {
    'a restore': (domain, { backup }) => domain.operations.restore({ folder: set, id: backup }, quietly),
    'an import': (domain, { gpo, backup }) =>
      domain.operations.importSettings(gpo, { folder: set, id: backup }, undefined, quietly),
    'a copy': (domain, { gpo }) =>
      domain.operations.copy(
        gpo,
        { domain: domain.address, name: 'A copy', copyAcl: true, mapping: undefined },
        quietly,
      ),
    'a deletion': (domain, { gpo }) => domain.writer.delete(gpo),
    'the restore of a deleted GPO': async (domain, { gpo, backup }) => {
      await domain.writer.delete(gpo);
      await domain.operations.restore({ folder: set, id: backup }, quietly);
    },
    'a change of links': async (domain) => {
      const { linkWriter, reader } = domain.provider;
      const som = (await reader.soms(quietly)).find(({ links }) => links.length > 1);
      if (!linkWriter.available || som === undefined) throw new Error('no SOM with links');
      await linkWriter.port.setLinks(som.path, som.links, [...som.links].reverse());
    },
    'a new GPO': (domain) =>
      domain.writer.create('New', { id: parseGpoId('{0F0F0F0F-1111-4222-8333-444444444444}') as GpoId }),
  };

  for (const [name, work] of Object.entries(changes))
    it(`in ${name}: the GPO is old or new, and its backups are there`, async function () {
      this.timeout(120_000);
      const allowed = await statesOf(name, work);
      const seen = new Set<string>();
      await killAtEveryCall(work, async (files, { backup }) => {
        const domain = await reopened(files);
        const found = state(files);
        assert.ok(allowed.includes(found), 'neither old nor new');
        seen.add(found);
        await assertWholeBackups(files, set, [backup]);
        // Nothing is in the way of the next change.
        await domain.writer.rename(await domain.gpo('Kiosk'), 'Kiosk 2');
      });
      assert.deepEqual(seen.size, allowed.length, 'deaths early and late');
    });

  async function statesOf(name: string, work: Work): Promise<readonly string[]> {
    const prepared = await prepare();
    const states = [state(prepared.files)];
    if (name === 'the restore of a deleted GPO') {
      const deleted = prepared.files.clone();
      await (await OpenDomain.open(portsOf(deleted, { pid: 91 }), root)).writer.delete(prepared.gpo);
      states.push(state(deleted));
    }
    await run(work, prepared.files, prepared);
    states.push(state(prepared.files));
    return states;
  }

  it('says what was interrupted when the domain is first touched', async () => {
    const prepared = await prepare();
    const interrupted = new Set<string>();
    const total = new FaultyFileStore(prepared.files.clone());
    const work: Work = (domain, { backup }) => domain.operations.restore({ folder: set, id: backup }, quietly);
    await run(work, total, prepared);
    for (let call = 1; call <= total.calls; call += 1) {
      const disk = prepared.files.clone();
      await run(work, new FaultyFileStore(disk, { dies: { call, when: 'after' } }), prepared).catch(() => undefined);
      for (const { operation, gpo, outcome } of (await reopened(disk)).provider.interrupted) {
        assert.equal(gpo, prepared.gpo);
        interrupted.add(`${operation} ${outcome}`);
      }
    }
    assert.ok(interrupted.has('restore completed'));
  });
});
