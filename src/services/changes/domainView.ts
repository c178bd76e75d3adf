import { PolicyError } from '../../core/kernel/errors';
import type { CancellationToken } from '../../core/kernel/cancellation';
import type { Precondition } from '../../core/model/changePlan';
import type { DomainInfo, Som, WmiFilter } from '../../core/model/domain';
import type { GpoDetails, GpoLinkPlace, GpoSummary } from '../../core/model/gpo';
import type { DomainAddress, GpoId, SomPath, WmiFilterId } from '../../core/model/ids';
import type { DomainProvider } from '../../core/ports/domainProvider';
import { writeGpLink } from '../../core/formats/gpLink/gpLink';
import type { DomainRegistry } from '../domains/domainRegistry';

/** A domain while one change is planned: each list is read at most once. */
export class DomainView {
  #gpos: Promise<ReadonlyMap<GpoId, GpoSummary>> | undefined;
  #soms: Promise<readonly Som[]> | undefined;
  #wmiFilters: Promise<readonly WmiFilter[]> | undefined;

  private constructor(
    readonly provider: DomainProvider,
    readonly info: DomainInfo,
    private readonly token: CancellationToken,
  ) {}

  static async open(domains: DomainRegistry, address: DomainAddress, token: CancellationToken): Promise<DomainView> {
    const provider = await domains.open(address);
    return new DomainView(provider, await provider.reader.info(), token);
  }

  get address(): DomainAddress {
    return this.provider.address;
  }

  gpos(): Promise<ReadonlyMap<GpoId, GpoSummary>> {
    this.#gpos ??= this.provider.reader
      .gpos({ token: this.token, progress: () => undefined })
      .then((gpos) => new Map(gpos.map((gpo) => [gpo.id, gpo])));
    return this.#gpos;
  }

  soms(): Promise<readonly Som[]> {
    this.#soms ??= this.provider.reader.soms({ token: this.token, progress: () => undefined });
    return this.#soms;
  }

  wmiFilters(): Promise<readonly WmiFilter[]> {
    this.#wmiFilters ??= this.provider.reader.wmiFilters();
    return this.#wmiFilters;
  }

  /** @throws gpo-not-found */
  async gpo(id: GpoId): Promise<GpoSummary> {
    const found = (await this.gpos()).get(id);
    if (found === undefined) throw new PolicyError('gpo-not-found', { gpo: id, domain: this.info.dnsName });
    return found;
  }

  /** @throws gpo-not-found */
  details(id: GpoId): Promise<GpoDetails> {
    return this.provider.reader.gpo(id);
  }

  /** The GPO's name; its GUID when it is not there. */
  async nameOf(id: GpoId): Promise<string> {
    return (await this.gpos()).get(id)?.name ?? id;
  }

  /** @throws som-not-found */
  async som(path: SomPath): Promise<Som> {
    const found = (await this.soms()).find((som) => som.path.toLowerCase() === path.toLowerCase());
    if (found === undefined) throw new PolicyError('som-not-found', { som: path, domain: this.info.dnsName });
    return found;
  }

  /** @throws wmi-filter-not-found */
  async wmiFilter(id: WmiFilterId): Promise<WmiFilter> {
    const found = (await this.wmiFilters()).find((filter) => filter.id === id);
    if (found === undefined) throw new PolicyError('wmi-filter-not-found', { filter: id, domain: this.info.dnsName });
    return found;
  }

  /** Where links name the GPO, whether it exists or not. */
  async linksOf(gpo: GpoId): Promise<readonly GpoLinkPlace[]> {
    return (await this.soms()).flatMap((som) =>
      som.links.flatMap((link, index) =>
        link.gpo === gpo
          ? [{ som: som.name, somPath: som.path, enabled: link.enabled, enforced: link.enforced, order: index + 1 }]
          : [],
      ),
    );
  }

  /**
   * Refuses a name that a GPO of the domain has, without case, or that none can have.
   * @throws gpo-name-invalid, gpo-name-taken
   */
  async checkName(name: string, own: GpoId | undefined): Promise<void> {
    if (name.trim() === '') throw new PolicyError('gpo-name-invalid', { name, reason: 'empty' });
    if (name.length > 255) throw new PolicyError('gpo-name-invalid', { name, reason: 'too-long' });
    if (/\p{Cc}/u.test(name)) throw new PolicyError('gpo-name-invalid', { name, reason: 'control-characters' });
    for (const gpo of (await this.gpos()).values())
      if (gpo.id !== own && gpo.name.toLowerCase() === name.toLowerCase())
        throw new PolicyError('gpo-name-taken', { name, domain: this.info.dnsName, id: gpo.id });
  }

  /** That the GPO is as it is now. @throws gpo-not-found */
  async gpoPrecondition(id: GpoId): Promise<Precondition> {
    const fingerprint = await this.provider.reader.fingerprint(id, this.token);
    return { kind: 'gpo', subject: id, label: await this.nameOf(id), fingerprint };
  }

  /** That no GPO has this name. */
  namePrecondition(name: string): Precondition {
    return { kind: 'name-free', subject: name.toLowerCase(), label: name, fingerprint: 'free' };
  }

  /** That links and block inheritance of the SOM are as they are now. */
  somPrecondition(som: Som): Precondition {
    const fingerprint = `${som.inheritanceBlocked ? 'blocked' : 'inherits'} ${writeGpLink(som.links)}`;
    return { kind: 'som', subject: som.path, label: som.name, fingerprint };
  }

  /** That the filter asks what it asks now. */
  wmiFilterPrecondition(filter: WmiFilter): Precondition {
    const { id, name, queries } = filter;
    return { kind: 'wmi-filter', subject: id, label: name, fingerprint: JSON.stringify([name, queries]) };
  }
}
