import { PlayedDomain } from '../../fakes/playedDomain';
import { portsOf } from '../../unit/providers/snapshot/operations/operationsHarness';
import { foreignBackup } from './foreignBackup';
import { describeProviderContract, type ContractDomain } from './providerContract';

// The whole way of a live domain but PowerShell and GPMC: a peer answers in their place, with a domain in a folder.
describeProviderContract({
  name: 'a live domain, played by a domain in a folder',
  async make(): Promise<ContractDomain> {
    const domain = await PlayedDomain.make();
    const { files, played, address } = domain;
    const ports = portsOf(files);
    const provider = await domain.factory(ports, domain.peer()).open(address);
    return {
      provider,
      ports,
      folder: '/backups',
      gpo: await played.gpo('Servers - Startup Scripts'),
      other: await played.gpo('Software - Office'),
      foreignBackup: () => foreignBackup(files),
      async failing(step) {
        const peer = domain.peer();
        const faulty = await domain.factory(ports, peer).open(address);
        let [calls, failed] = [0, false];
        peer.failing = () => {
          calls += 1;
          if (calls !== step) return undefined;
          failed = true;
          return { kind: 'hresult', hresult: 0x80070005 | 0, call: 'IGPMGPO.Anything' };
        };
        return { provider: faulty, hasFailed: () => failed };
      },
      dispose: async () => provider.dispose(),
    };
  },
});
