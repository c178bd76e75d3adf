import { liveAddress } from '../../../src/core/model/liveAddress';
import { samePaths } from '../../../src/providers/gpmc/gpmcDeps';
import { GpmcProviderFactory } from '../../../src/providers/gpmc/gpmcProvider';
import { Session } from '../../../src/providers/gpmc/session/session';
import { ManualTimers } from '../../fakes/manualTimers';
import { MemoryFileStore } from '../../fakes/memoryFileStore';
import { SnapshotPeer } from '../../fakes/snapshotPeer';
import { OpenDomain, portsOf } from '../../unit/providers/snapshot/operations/operationsHarness';
import { foreignBackup } from './foreignBackup';
import { describeProviderContract, type ContractDomain } from './providerContract';

// The whole way of a live domain but PowerShell and GPMC: a peer answers in their place, with a domain in a folder.
describeProviderContract({
  name: 'a live domain, played by a domain in a folder',
  async make(): Promise<ContractDomain> {
    const files = new MemoryFileStore();
    const ports = portsOf(files);
    const played = await OpenDomain.sample(portsOf(files, { pid: 5 }), '/domain');
    files.makeFolder('/backups');
    const address = liveAddress({ dnsName: 'contoso.com', controller: { kind: 'pdc' } });
    const open = (peer: SnapshotPeer): ReturnType<GpmcProviderFactory['open']> =>
      new GpmcProviderFactory({
        ...ports,
        paths: samePaths,
        workFolder: '/work',
        allowUnc: () => ({ dispose: () => undefined }),
        newSession: () =>
          new Session({
            executable: '/powershell',
            start: () => peer.process(),
            timers: new ManualTimers(),
            logger: ports.logger,
          }),
      }).open(address);
    const newPeer = (): SnapshotPeer => new SnapshotPeer(played.ports, played.provider, '/domain');
    return {
      provider: await open(newPeer()),
      ports,
      folder: '/backups',
      gpo: await played.gpo('Servers - Startup Scripts'),
      other: await played.gpo('Software - Office'),
      foreignBackup: () => foreignBackup(files),
      async failing(step) {
        const peer = newPeer();
        const provider = await open(peer);
        let [calls, failed] = [0, false];
        peer.failing = () => {
          calls += 1;
          if (calls !== step) return undefined;
          failed = true;
          return { kind: 'hresult', hresult: 0x80070005 | 0, call: 'IGPMGPO.Anything' };
        };
        return { provider, hasFailed: () => failed };
      },
      dispose: () => Promise.resolve(),
    };
  },
});
