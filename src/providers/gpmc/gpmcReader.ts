import { neverCancelled, type CancellationToken } from '../../core/kernel/cancellation';
import { PolicyError } from '../../core/kernel/errors';
import { principalForms, relativeName, type PrincipalNames } from '../../core/formats/migrationTable/mapReferences';
import type { DomainInfo, Som, StarterGpo, WmiFilter } from '../../core/model/domain';
import type { GpoDetails, GpoSummary } from '../../core/model/gpo';
import {
  parseGpoId,
  parseSid,
  parseStarterGpoId,
  parseWmiFilterId,
  type DomainAddress,
  type GpoId,
} from '../../core/model/ids';
import type { DomainReader } from '../../core/ports/domainReader';
import type { RunContext } from '../../core/ports/runContext';
import type { GpmcClient } from './client/gpmcClient';
import type { GpmcDeps } from './gpmcDeps';
import { gpoFingerprint } from './fingerprint';
import { linkCounts, permissionOf, placesOf, somsOf, summaryOf } from './gpoFacts';
import type { GpoFacts, ListedGpo, ListedSom } from './protocol';

/** Reads a live domain; nothing is kept, so that every answer is what the pinned controller says now. */
export class GpmcReader implements DomainReader {
  constructor(
    private readonly client: GpmcClient,
    private readonly deps: GpmcDeps,
    private readonly address: DomainAddress,
  ) {}

  async info(): Promise<DomainInfo> {
    const { dnsName, netbiosName, sid, guid, controller, account } = await this.client.domain();
    const parsed = parseSid(sid);
    if (parsed === undefined) throw new PolicyError('gpmc-answer-invalid', { field: 'domain/open.sid' });
    return {
      address: this.address,
      provider: 'gpmc',
      dnsName,
      netbiosName,
      sid: parsed,
      guid,
      domainController: controller,
      account,
      folder: undefined,
    };
  }

  async gpos(run: RunContext<readonly GpoSummary[]>): Promise<readonly GpoSummary[]> {
    const { token } = run;
    const counts = linkCounts(await this.soms({ token, progress: () => undefined }));
    const all: GpoSummary[] = [];
    for (const batch of await this.#listed(token)) {
      const compared = new Map((await this.#compared(batch, token)).map((gpo) => [gpo.id, gpo]));
      const summaries = batch.flatMap(
        (gpo) => summaryOf(this.address, gpo, compared.get(gpo.id), counts.get(gpo.id) ?? 0) ?? [],
      );
      all.push(...summaries);
      if (summaries.length > 0) run.progress(summaries);
    }
    return all;
  }

  async gpoNames(token: CancellationToken): Promise<readonly Pick<GpoSummary, 'id' | 'name'>[]> {
    const found = await this.client.request('gpos/names', {}, { token });
    return found.flatMap(({ id, name }) => {
      const parsed = parseGpoId(id);
      return parsed === undefined ? [] : [{ id: parsed, name }];
    });
  }

  async gpo(id: GpoId): Promise<GpoDetails> {
    const facts = await this.facts(id);
    const soms = await this.soms({ token: neverCancelled, progress: () => undefined });
    const links = placesOf(soms, id);
    const summary = summaryOf(this.address, facts.gpo, facts.compared, links.length);
    if (summary === undefined) throw new PolicyError('gpmc-answer-invalid', { field: 'gpo/read.gpo.id' });
    return {
      ...summary,
      created: facts.gpo.created,
      sddl: facts.sddl,
      permissions: facts.permissions.flatMap((row) => permissionOf(row) ?? []),
      links,
      files: facts.files,
    };
  }

  /** All that the session tells of a GPO. @throws gpo-not-found */
  facts(gpo: GpoId, token: CancellationToken = neverCancelled): Promise<GpoFacts> {
    return this.client.request('gpo/read', { gpo }, { token });
  }

  async soms(run: RunContext<readonly Som[]>): Promise<readonly Som[]> {
    const listed: ListedSom[] = [];
    const onProgress = (batch: readonly ListedSom[]): void => {
      listed.push(...batch);
    };
    await this.client.request('soms/list', {}, { token: run.token, onProgress });
    // One batch, as an OU's parent may come in a later one.
    const soms = somsOf(this.address, listed);
    run.progress(soms);
    return soms;
  }

  async wmiFilters(): Promise<readonly WmiFilter[]> {
    const found = await this.client.request('wmiFilters/list', {}, { token: neverCancelled });
    return found.flatMap(({ id, ...filter }) => {
      const parsed = parseWmiFilterId(id);
      return parsed === undefined ? [] : [{ domain: this.address, id: parsed, ...filter }];
    });
  }

  async starterGpos(): Promise<readonly StarterGpo[]> {
    const found = await this.client.request('starterGpos/list', {}, { token: neverCancelled });
    return found.flatMap(({ id, ...starter }) => {
      const parsed = parseStarterGpoId(id);
      return parsed === undefined ? [] : [{ domain: this.address, id: parsed, ...starter }];
    });
  }

  async principals(texts: readonly string[]): Promise<readonly PrincipalNames[]> {
    if (texts.length === 0) return [];
    const { dnsName, netbiosName } = await this.client.domain();
    const found = await this.client.request('principals/find', { texts }, { token: neverCancelled });
    const wanted = new Set(texts.map((text) => text.toLowerCase()));
    return found
      .map(({ sid, name }) => principalOf(sid, name, dnsName, netbiosName))
      .filter((names) => principalForms(names).some((form) => wanted.has(form)));
  }

  async fingerprint(id: GpoId, token: CancellationToken = neverCancelled): Promise<string> {
    return gpoFingerprint(await this.facts(id, token), this.deps, token);
  }

  async #listed(token: CancellationToken): Promise<readonly (readonly ListedGpo[])[]> {
    const batches: (readonly ListedGpo[])[] = [];
    await this.client.request('gpos/list', {}, { token, onProgress: (batch) => void batches.push(batch) });
    return batches;
  }

  async #compared(gpos: readonly ListedGpo[], token: CancellationToken): Promise<readonly GpoFacts['compared'][]> {
    const found: GpoFacts['compared'][] = [];
    const onProgress = (batch: readonly GpoFacts['compared'][]): void => {
      found.push(...batch);
    };
    await this.client.request('gpos/compare', { gpos: gpos.map(({ id }) => id) }, { token, onProgress });
    return found;
  }
}

function principalOf(sid: string, name: string, dnsName: string, netbiosName: string): PrincipalNames {
  const domain = name.includes('\\') ? name.slice(0, name.indexOf('\\')) : netbiosName;
  const isOfDomain = domain.toLowerCase() === netbiosName.toLowerCase();
  return {
    sid,
    samAccountName: relativeName(name),
    netbiosDomainName: domain,
    dnsDomainName: isOfDomain ? dnsName : '',
    upn: '',
  };
}
