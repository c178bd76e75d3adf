import { liveAddress } from '../../src/core/model/liveAddress';
import type { HostPorts } from '../../src/core/ports/hostPorts';
import type { Timers } from '../../src/core/ports/timers';
import { samePaths } from '../../src/providers/gpmc/gpmcDeps';
import { GpmcProviderFactory } from '../../src/providers/gpmc/gpmcProvider';
import { Session } from '../../src/providers/gpmc/session/session';
import { OpenDomain, portsOf } from '../unit/providers/snapshot/operations/operationsHarness';
import { MemoryFileStore } from './memoryFileStore';
import { SnapshotPeer } from './snapshotPeer';

/** Waits of some seconds are over at once; the deadlines behind them never come. */
const hastyTimers: Timers = {
  now: () => 0,
  after: (milliseconds, run) => {
    const timer = milliseconds <= 5000 ? setImmediate(run) : undefined;
    return { dispose: () => clearImmediate(timer) };
  },
};

/** A live domain whose PowerShell and GPMC are played by a domain in a folder, all of it in memory. */
export class PlayedDomain {
  readonly address = liveAddress({ dnsName: 'contoso.com', controller: { kind: 'pdc' } });

  private constructor(
    readonly files: MemoryFileStore,
    readonly played: OpenDomain,
  ) {}

  static async make(): Promise<PlayedDomain> {
    const files = new MemoryFileStore();
    const played = await OpenDomain.sample(portsOf(files, { pid: 5 }), '/domain');
    files.makeFolder('/backups');
    return new PlayedDomain(files, played);
  }

  peer(): SnapshotPeer {
    return new SnapshotPeer(this.played.ports, this.played.provider, '/domain');
  }

  /** The provider of live domains, every session of which is answered by `peer`. */
  factory(ports: HostPorts, peer: SnapshotPeer): GpmcProviderFactory {
    return new GpmcProviderFactory({
      ...ports,
      paths: samePaths,
      workFolder: '/work',
      allowUnc: () => ({ dispose: () => undefined }),
      newSession: () =>
        new Session({
          executable: '/powershell',
          start: () => peer.process(),
          timers: hastyTimers,
          logger: ports.logger,
        }),
    });
  }
}
