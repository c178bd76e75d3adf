import { DisposableStore } from '../../core/kernel/disposable';
import { PolicyError } from '../../core/kernel/errors';
import { parseLiveAddress } from '../../core/model/liveAddress';
import type { DomainAddress } from '../../core/model/ids';
import type { Capability, DomainProvider, ProviderFactory } from '../../core/ports/domainProvider';
import { GpmcClient } from './client/gpmcClient';
import type { GpmcDeps } from './gpmcDeps';
import { GpmcReader } from './gpmcReader';
import { GpmcWriter } from './gpmcWriter';
import { GpmcOperations, type GpmcDomain } from './operations/gpmcOperations';
import type { Session } from './session/session';

/** Opens live domains, all in one PowerShell session, which ends with the last of them. */
export class GpmcProviderFactory implements ProviderFactory {
  readonly kind = 'gpmc';
  #session: { readonly session: Session; users: number } | undefined;

  constructor(private readonly deps: GpmcDeps) {}

  async open(address: DomainAddress): Promise<DomainProvider> {
    const own = new DisposableStore();
    try {
      const domain = await this.#openDomain(address, own);
      const { reader, writer } = domain;
      const operations = new GpmcOperations(domain, this.deps, (target) =>
        target === address ? Promise.resolve(domain) : this.#openDomain(target, own),
      );
      return {
        address,
        reader,
        operations: available(operations),
        gpoWriter: available(writer),
        linkWriter: available(writer),
        aclTools: available(writer),
        // Interrupted changes are known from the journal that is written before each of them.
        interrupted: [],
        retry: () => this.#session?.session.restart(),
        dispose: () => {
          own.dispose();
        },
      };
    } catch (error) {
      own.dispose();
      throw error;
    }
  }

  /** Opens a domain in the session; `own` closes it, and gives the session back. */
  async #openDomain(address: DomainAddress, own: DisposableStore): Promise<GpmcDomain> {
    const live = parseLiveAddress(address);
    if (live === undefined) throw new PolicyError('live-domain-not-found', { domain: address });
    const client = new GpmcClient(this.#use(own), live);
    const reader = new GpmcReader(client, this.deps, address);
    await reader.info();
    own.add({ dispose: () => client.close() });
    return { client, reader, writer: new GpmcWriter(client, reader) };
  }

  #use(own: DisposableStore): Session {
    const used = (this.#session ??= { session: this.deps.newSession(), users: 0 });
    used.users += 1;
    own.add({
      dispose: () => {
        used.users -= 1;
        if (used.users > 0) return;
        used.session.dispose();
        if (this.#session === used) this.#session = undefined;
      },
    });
    return used.session;
  }
}

function available<T>(port: T): Capability<T> {
  return { available: true, port };
}
