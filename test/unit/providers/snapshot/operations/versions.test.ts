import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GpoDetails, Side } from '../../../../../src/core/model/gpo';
import type { GpoId } from '../../../../../src/core/model/ids';
import { unpackVersion } from '../../../../../src/core/formats/gptIni/gptIni';
import { readVersionWord } from '../../../../../src/core/formats/backupXml/versionWord';
import type { BackupRef } from '../../../../../src/core/ports/gpoOperations';
import { readBackupContents } from '../../../../../src/storage/backupSet/backupContents';
import { raisedVersion } from '../../../../../src/providers/snapshot/operations/sideVersions';
import { MemoryFileStore } from '../../../../fakes/memoryFileStore';
import { OpenDomain, portsOf, quietly } from './operationsHarness';

const sides: readonly Side[] = ['computer', 'user'];

describe('versions', () => {
  it('of a side are above all that a client may have seen, and 0 only for one that never had settings', () => {
    const version = fc.integer({ min: 0, max: 0xfffe });
    fc.assert(
      fc.property(
        version,
        version,
        version,
        version,
        fc.boolean(),
        (ad, sysvol, backupAd, backupSysvol, hasSettings) => {
          const raised = raisedVersion({ ad, sysvol }, String(backupSysvol * 0x10000 + backupAd), hasSettings);
          const last = Math.max(ad, sysvol, backupAd, backupSysvol);
          assert.equal(raised, last === 0 && !hasSettings ? 0 : last + 1);
        },
      ),
    );
  });

  it('stay in 16 bits', () => {
    assert.equal(raisedVersion({ ad: 0xffff, sysvol: 1 }, '0', true), 0xffff);
  });

  it('rise with every operation of any sequence, equal in AD and gpt.ini', async function () {
    this.timeout(60_000);
    const files = new MemoryFileStore();
    const domain = await OpenDomain.sample(portsOf(files), '/domain');
    const gpos = (await domain.provider.reader.gpos(quietly)).map(({ id }) => id);
    const backups: BackupRef[] = [];
    for (const gpo of gpos) backups.push({ folder: '/backups', id: await domain.backUp(gpo, '/backups') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ what: fc.constantFrom('import', 'restore', 'back-up'), gpo: fc.nat(), backup: fc.nat() }),
          { maxLength: 6 },
        ),
        async (steps) => {
          const copy = files.clone();
          const open = await OpenDomain.open(portsOf(copy, { pid: 2 }), '/domain');
          const taken = [...backups];
          for (const step of steps) {
            const gpo = gpos[step.gpo % gpos.length];
            const backup = taken[step.backup % taken.length];
            assert.ok(gpo !== undefined && backup !== undefined);
            if (step.what === 'back-up') {
              taken.push({ folder: '/backups', id: await open.backUp(gpo, '/backups') });
              continue;
            }
            const changed = step.what === 'import' ? gpo : gpoOf(copy, backup);
            const before = await open.provider.reader.gpo(changed);
            if (step.what === 'import') await open.operations.importSettings(changed, backup, undefined, quietly);
            else await open.operations.restore(backup, quietly);
            assertRaised(await open.provider.reader.gpo(changed), before, copy, backup);
          }
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });

  function document(
    files: MemoryFileStore,
    { folder, id }: BackupRef,
  ): ReturnType<typeof readBackupContents>['document'] {
    return readBackupContents(files, `${folder}/${id}`).document;
  }

  function gpoOf(files: MemoryFileStore, backup: BackupRef): GpoId {
    return document(files, backup).core.id as GpoId;
  }

  function assertRaised(after: GpoDetails, before: GpoDetails, files: MemoryFileStore, backup: BackupRef): void {
    const { core } = document(files, backup);
    const gptIni = /Version=(\d+)/.exec(
      Buffer.from(files.readFile(`/domain/sysvol/Policies/${after.id}/GPT.INI`)).toString('latin1'),
    );
    const written = unpackVersion(Number(gptIni?.[1]));
    for (const side of sides) {
      const word = readVersionWord(side === 'computer' ? core.machineVersion : core.userVersion);
      const last = Math.max(before[side].ad, before[side].sysvol ?? 0, word?.ad ?? 0, word?.sysvol ?? 0);
      assert.deepEqual([after[side].sysvol, written[side]], [after[side].ad, after[side].ad]);
      if (last > 0) assert.equal(after[side].ad, last + 1);
      else assert.ok(after[side].ad <= 1);
    }
  }
});
