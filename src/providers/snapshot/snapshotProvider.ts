import { PolicyError } from '../../core/kernel/errors';
import { parseDomainAddress, type DomainAddress } from '../../core/model/ids';
import type { DomainProvider, ProviderFactory } from '../../core/ports/domainProvider';
import type { HostPorts } from '../../core/ports/hostPorts';
import { SnapshotOperations } from './operations/snapshotOperations';
import { SnapshotReader } from './snapshotReader';
import { SnapshotStore } from './snapshotStore';
import { SnapshotWriter } from './snapshotWriter';

/** Opens domains in folders. */
export class SnapshotProviderFactory implements ProviderFactory {
  readonly kind = 'snapshot';

  constructor(private readonly ports: HostPorts) {}

  async open(address: DomainAddress): Promise<DomainProvider> {
    const parsed = parseDomainAddress(address);
    if (parsed?.kind !== 'snapshot') throw new PolicyError('domain-not-found', { address });
    const store = new SnapshotStore(this.ports, parsed.location);
    store.domain();
    const interrupted = store.recover();
    const reader = new SnapshotReader(store);
    const writer = new SnapshotWriter(store);
    await reader.info();
    return {
      address,
      reader,
      operations: { available: true, port: new SnapshotOperations(store) },
      gpoWriter: { available: true, port: writer },
      linkWriter: { available: true, port: writer },
      aclTools: { available: true, port: writer },
      interrupted,
      dispose: () => undefined,
    };
  }
}
