import { snapshotAddress } from '../../../src/core/model/ids';
import { SnapshotProviderFactory } from '../../../src/providers/snapshot/snapshotProvider';
import { FaultyFileStore } from '../../fakes/faultyFileStore';
import { MemoryFileStore } from '../../fakes/memoryFileStore';
import { OpenDomain, portsOf } from '../../unit/providers/snapshot/operations/operationsHarness';
import { foreignBackup } from './foreignBackup';
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
