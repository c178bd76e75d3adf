import type { PrincipalNames } from '../formats/migrationTable/mapReferences';
import type { CancellationToken } from '../kernel/cancellation';
import type { DomainInfo, Som, StarterGpo, WmiFilter } from '../model/domain';
import type { GpoDetails, GpoSummary } from '../model/gpo';
import type { GpoId } from '../model/ids';
import type { RunContext } from './runContext';

/** Reads a domain. Lists stream: each batch goes to `progress` as soon as it is read, and the whole list is returned. */
export interface DomainReader {
  info(): Promise<DomainInfo>;
  gpos(run: RunContext<readonly GpoSummary[]>): Promise<readonly GpoSummary[]>;
  /** Ids and names of all GPOs, where a provider has them sooner than whole summaries. @throws cancelled */
  gpoNames?(token: CancellationToken): Promise<readonly Pick<GpoSummary, 'id' | 'name'>[]>;
  /** @throws gpo-not-found */
  gpo(id: GpoId): Promise<GpoDetails>;
  soms(run: RunContext<readonly Som[]>): Promise<readonly Som[]>;
  wmiFilters(): Promise<readonly WmiFilter[]>;
  starterGpos(): Promise<readonly StarterGpo[]>;
  /** The principals of the domain that any of the texts names: SID, `DOMAIN\\name`, `name@dns.domain` or name, without case. */
  principals(texts: readonly string[]): Promise<readonly PrincipalNames[]>;
  /**
   * A text that changes whenever the GPO's settings, AD attributes, ACL or versions change: hash over all of them.
   *
   * @param token not given where the answer is needed to put things in order, also after Cancel
   */
  fingerprint(id: GpoId, token?: CancellationToken): Promise<string>;
}
