import { neverCancelled } from '../../core/kernel/cancellation';
import { isPolicyError, PolicyError } from '../../core/kernel/errors';
import { writeGpLink } from '../../core/formats/gpLink/gpLink';
import type { GpoLink } from '../../core/model/domain';
import type { GpoStatus } from '../../core/model/gpo';
import { checkGpoName, checkGpoNameIsFree } from '../../core/model/gpoName';
import { parseGpoId, type GpoId, type SomPath, type StarterGpoId, type WmiFilterId } from '../../core/model/ids';
import type { AclTools } from '../../core/ports/aclTools';
import type { GpoWriter } from '../../core/ports/gpoWriter';
import type { LinkWriter } from '../../core/ports/linkWriter';
import type { DomainMethod, DomainParams, GpmcClient } from './client/gpmcClient';
import type { GpmcReader } from './gpmcReader';
import type { Requests } from './protocol';

/** Changes GPOs, links and ACLs of a live domain. What has begun is not cancelled: each call is short. */
export class GpmcWriter implements GpoWriter, LinkWriter, AclTools {
  constructor(
    private readonly client: GpmcClient,
    private readonly reader: GpmcReader,
  ) {}

  /** GPMC gives a new GPO a GUID of its own, so that none can be asked for. */
  async create(name: string, { starter, id }: Parameters<GpoWriter['create']>[1]): Promise<GpoId> {
    if (id !== undefined) throw new PolicyError('unexpected', { detail: 'GPMC cannot make a GPO with a given GUID' });
    await this.checkName(name);
    if (starter !== undefined) await this.#checkStarter(starter);
    const { gpo } = await this.#ask('gpo/create', { name, starter: starter ?? null });
    return madeGpo(gpo, 'gpo/create');
  }

  async rename(gpo: GpoId, name: string): Promise<void> {
    await this.checkName(name, gpo);
    await this.#ask('gpo/rename', { gpo, name });
  }

  async delete(gpo: GpoId): Promise<void> {
    await this.#ask('gpo/delete', { gpo });
  }

  async setStatus(gpo: GpoId, status: GpoStatus): Promise<void> {
    const computer = status === 'all-enabled' || status === 'user-disabled';
    const user = status === 'all-enabled' || status === 'computer-disabled';
    await this.#ask('gpo/setStatus', { gpo, computer, user });
  }

  async setWmiFilter(gpo: GpoId, filter: WmiFilterId | undefined): Promise<void> {
    if (filter !== undefined) {
      const known = await this.reader.wmiFilters();
      const { dnsName } = await this.client.domain();
      if (!known.some(({ id }) => id === filter))
        throw new PolicyError('wmi-filter-not-found', { filter, domain: dnsName });
    }
    await this.#ask('gpo/setWmiFilter', { gpo, filter: filter ?? null });
  }

  async setSecurity(gpo: GpoId, sddl: string): Promise<void> {
    await this.#ask('gpo/setSecurity', { gpo, sddl });
  }

  async setLinks(som: SomPath, expected: readonly GpoLink[], links: readonly GpoLink[]): Promise<void> {
    try {
      await this.#ask('som/setLinks', { som, expected, links });
    } catch (error) {
      if (!isPolicyError(error, 'plan-changed-since')) throw error;
      const soms = await this.reader.soms({ token: neverCancelled, progress: () => undefined });
      const now = soms.find(({ path }) => path.toLowerCase() === som.toLowerCase());
      const planned = writeGpLink(expected);
      throw new PolicyError('plan-changed-since', {
        what: now?.name ?? som,
        planned,
        found: writeGpLink(now?.links ?? []),
      });
    }
  }

  async setInheritanceBlocked(som: SomPath, blocked: boolean): Promise<void> {
    await this.#ask('som/setInheritanceBlocked', { som, blocked });
  }

  async isConsistent(gpo: GpoId): Promise<boolean> {
    return (await this.#ask('gpo/isAclConsistent', { gpo })).consistent;
  }

  async repair(gpo: GpoId): Promise<void> {
    await this.#ask('gpo/repairAcl', { gpo });
  }

  /** @throws gpo-name-invalid, gpo-name-taken */
  async checkName(name: string, own?: GpoId): Promise<void> {
    checkGpoName(name);
    const { dnsName } = await this.client.domain();
    checkGpoNameIsFree(name, await this.reader.gpoNames(neverCancelled), dnsName, own);
  }

  async #checkStarter(starter: StarterGpoId): Promise<void> {
    const known = await this.reader.starterGpos();
    if (known.some(({ id }) => id === starter)) return;
    throw new PolicyError('starter-gpo-not-found', { starter, domain: (await this.client.domain()).dnsName });
  }

  #ask<M extends DomainMethod>(method: M, params: DomainParams<M>): Promise<Requests[M]['result']> {
    return this.client.request(method, params, { token: neverCancelled });
  }
}

/** The id of a GPO that the server made. @throws gpmc-answer-invalid */
export function madeGpo(text: string, method: string): GpoId {
  const id = parseGpoId(text);
  if (id === undefined) throw new PolicyError('gpmc-answer-invalid', { field: `${method}.gpo` });
  return id;
}
