import { PolicyError } from '../../core/kernel/errors';
import { parseLiveAddress } from '../../core/model/liveAddress';
import type { DomainAddress } from '../../core/model/ids';
import type { Capability, DomainProvider, ProviderFactory } from '../../core/ports/domainProvider';
import { GpmcClient } from './client/gpmcClient';
import type { GpmcDeps } from './gpmcDeps';
import { GpmcReader } from './gpmcReader';
import { GpmcWriter } from './gpmcWriter';
import { GpmcOperations, type GpmcDomain } from './operations/gpmcOperations';

/** Opens live domains, all in one PowerShell session, which is started with the first of them. */
export class GpmcProviderFactory implements ProviderFactory {
  readonly kind = 'gpmc';

  constructor(private readonly deps: GpmcDeps) {}

  async open(address: DomainAddress): Promise<DomainProvider> {
    const domain = this.#domain(address);
    await domain.reader.info();
    const { reader, writer } = domain;
    const operations = new GpmcOperations(domain, this.deps, (target) =>
      target === address ? Promise.resolve(domain) : this.#openTarget(target),
    );
    return {
      address,
      reader,
      operations: available(operations),
      gpoWriter: available(writer),
      linkWriter: available(writer),
      aclTools: available(writer),
      interrupted: [],
      dispose: () => {
        domain.client.close();
      },
    };
  }

  async #openTarget(address: DomainAddress): Promise<GpmcDomain> {
    const target = this.#domain(address);
    await target.reader.info();
    return target;
  }

  #domain(address: DomainAddress): GpmcDomain {
    const live = parseLiveAddress(address);
    if (live === undefined) throw new PolicyError('live-domain-not-found', { domain: address });
    const session = this.deps.session();
    session.restart();
    const client = new GpmcClient(session, live);
    const reader = new GpmcReader(client, this.deps, address);
    return { client, reader, writer: new GpmcWriter(client, reader) };
  }
}

function available<T>(port: T): Capability<T> {
  return { available: true, port };
}
