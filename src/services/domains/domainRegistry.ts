import type { Disposable } from '../../core/kernel/disposable';
import { PolicyError } from '../../core/kernel/errors';
import { parseDomainAddress, type DomainAddress } from '../../core/model/ids';
import type { AclTools } from '../../core/ports/aclTools';
import type { DomainProvider, ProviderFactory } from '../../core/ports/domainProvider';
import type { GpoOperations } from '../../core/ports/gpoOperations';
import type { GpoWriter } from '../../core/ports/gpoWriter';
import type { LinkWriter } from '../../core/ports/linkWriter';

/** The ports that a provider may lack. */
export interface Capabilities {
  readonly operations: GpoOperations;
  readonly gpoWriter: GpoWriter;
  readonly linkWriter: LinkWriter;
  readonly aclTools: AclTools;
}

/** The port of a provider. @throws capability-missing with the provider's reason */
export function capability<C extends keyof Capabilities>(provider: DomainProvider, name: C): Capabilities[C] {
  const found: DomainProvider[C] = provider[name];
  if (found.available) return found.port as Capabilities[C];
  const kind = parseDomainAddress(provider.address)?.kind ?? '';
  throw new PolicyError('capability-missing', { capability: name, provider: kind, reason: found.reason });
}

/** The domains that are open. Each is opened once, however many ask for it at the same time, and shared from then on. */
export class DomainRegistry implements Disposable {
  readonly #open = new Map<DomainAddress, Promise<DomainProvider>>();
  #disposed = false;

  constructor(private readonly factories: readonly ProviderFactory[]) {}

  /**
   * The open domain. A failure is not kept: the next call tries again.
   * @throws domain-not-found, snapshot-invalid, snapshot-too-new, file-*
   */
  open(address: DomainAddress): Promise<DomainProvider> {
    const known = this.#open.get(address);
    if (known !== undefined) return known;
    const opening = this.#openNew(address).catch((error: unknown) => {
      if (this.#open.get(address) === opening) this.#open.delete(address);
      throw error;
    });
    this.#open.set(address, opening);
    return opening;
  }

  /** Closes a domain; does nothing when it is not open. */
  async close(address: DomainAddress): Promise<void> {
    const opening = this.#open.get(address);
    this.#open.delete(address);
    (await opening?.catch(() => undefined))?.dispose();
  }

  dispose(): void {
    this.#disposed = true;
    for (const address of [...this.#open.keys()]) void this.close(address);
  }

  async #openNew(address: DomainAddress): Promise<DomainProvider> {
    const kind = parseDomainAddress(address)?.kind;
    const factory = this.factories.find((candidate) => candidate.kind === kind);
    if (factory === undefined || this.#disposed) throw new PolicyError('domain-not-found', { address });
    return factory.open(address);
  }
}
