import type { Disposable } from '../kernel/disposable';
import type { DomainAddress } from '../model/ids';
import type { AclTools } from './aclTools';
import type { DomainReader } from './domainReader';
import type { GpoOperations } from './gpoOperations';
import type { GpoWriter } from './gpoWriter';
import type { LinkWriter } from './linkWriter';

/** A port that a provider has, or the reason why it has not: shown as a disabled action. */
export type Capability<T> =
  { readonly available: true; readonly port: T } | { readonly available: false; readonly reason: string };

/** A domain that is open: the ports through which everything else reads and changes it. */
export interface DomainProvider extends Disposable {
  readonly address: DomainAddress;
  readonly reader: DomainReader;
  readonly operations: Capability<GpoOperations>;
  readonly gpoWriter: Capability<GpoWriter>;
  readonly linkWriter: Capability<LinkWriter>;
  readonly aclTools: Capability<AclTools>;
  /** Work that was interrupted and that opening the domain completed or rolled back, or whose state is unknown. */
  readonly interrupted: readonly InterruptedWork[];
  /** The user asks for the domain again: what the provider has given up, it may try anew. */
  retry?(): void;
}

/** Work whose process ended in the middle. */
export interface InterruptedWork {
  readonly operation: string;
  readonly gpo: string;
  readonly gpoName: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly outcome: 'completed' | 'rolled-back' | 'unknown';
}

/** Opens domains of one kind; `app/compose.ts` holds the only list of them. */
export interface ProviderFactory {
  readonly kind: 'snapshot' | 'gpmc' | 'directory';
  /** @throws domain-not-found, snapshot-*, live-domain-*, gpmc-*, session-*, file-* */
  open(address: DomainAddress): Promise<DomainProvider>;
}
