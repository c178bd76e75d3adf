import { PolicyError } from '../../../src/core/kernel/errors';
import { parseGpoId, snapshotAddress, type GpoId } from '../../../src/core/model/ids';
import type { BackupRef } from '../../../src/core/ports/gpoOperations';
import { SnapshotProviderFactory } from '../../../src/providers/snapshot/snapshotProvider';
import { FaultyFileStore } from '../../fakes/faultyFileStore';
import { MemoryFileStore } from '../../fakes/memoryFileStore';
import { OpenDomain, portsOf } from '../../unit/providers/snapshot/operations/operationsHarness';
import { describeProviderContract, type ContractDomain } from './providerContract';

describeProviderContract({
  name: 'a domain in a folder',
  async make(): Promise<ContractDomain> {
    const files = new MemoryFileStore();
    const ports = portsOf(files);
    const domain = await OpenDomain.sample(ports, '/domain');
    files.makeFolder('/backups');
    return {
      provider: domain.provider,
      ports,
      folder: '/backups',
      gpo: await domain.gpo('Servers - Startup Scripts'),
      other: await domain.gpo('Software - Office'),
      foreignBackup: () => foreignBackup(files),
      async failing(step) {
        let calls = 0;
        let failed = false;
        let armed = false;
        const faulty = new FaultyFileStore(files, {
          fails: () => {
            if (!armed) return false;
            calls += 1;
            if (calls === step) failed = true;
            return calls === step;
          },
        });
        const provider = await new SnapshotProviderFactory(portsOf(faulty)).open(snapshotAddress('/domain'));
        armed = true;
        return { provider, hasFailed: () => failed };
      },
      dispose: () => Promise.resolve(),
    };
  },
});

/** A domain of another name and GUID, with one GPO of the sample in it, backed up. */
async function foreignBackup(files: MemoryFileStore): Promise<BackupRef> {
  const ports = portsOf(files, { pid: 7 });
  await OpenDomain.sample(ports, '/foreign');
  const path = '/foreign/snapshot.json';
  const object = JSON.parse(Buffer.from(files.readFile(path)).toString('utf8')) as Record<string, unknown>;
  const renamed = { ...object, dnsName: 'fabrikam.com', guid: '{11111111-2222-4333-8444-555555555555}' };
  files.writeFile(path, new TextEncoder().encode(JSON.stringify(renamed)));
  const domain = await OpenDomain.open(ports, '/foreign');
  const id = await domain.backUp(required(await domain.gpo('Servers - Startup Scripts')), '/foreign backups');
  return { folder: '/foreign backups', id };
}

function required(id: GpoId): GpoId {
  const parsed = parseGpoId(id);
  if (parsed === undefined) throw new PolicyError('unexpected', { detail: id });
  return parsed;
}
