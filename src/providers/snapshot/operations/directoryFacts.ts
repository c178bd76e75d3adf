import type { CancellationToken } from '../../../core/kernel/cancellation';
import { neverCancelled } from '../../../core/kernel/cancellation';
import { readExtensionList } from '../../../core/formats/extensionList/extensionList';
import { readGpLink } from '../../../core/formats/gpLink/gpLink';
import { gpoPermissions } from '../../../core/formats/securityDescriptor/gpoPermissions';
import { backupDescriptor } from '../../../core/formats/securityDescriptor/gpoDescriptor';
import type { SecurityDescriptor } from '../../../core/formats/securityDescriptor/securityDescriptor';
import { securityDescriptorToHex } from '../../../core/formats/securityDescriptor/securityDescriptorHex';
import type { GpoLinkPlace, GpoPermission, Trustee } from '../../../core/model/gpo';
import { parseSid, type GpoId } from '../../../core/model/ids';
import type { DomainObject, GpoObject, PrincipalObject, WmiObject } from '../schema';
import { descriptorOf, principalNames, trusteeOf } from '../snapshotReader';
import type { SnapshotStore } from '../snapshotStore';

/** A GPO's descriptor in the forms that backups and reports need. */
export interface DescribedSecurity {
  readonly descriptor: SecurityDescriptor;
  /** As Backup.xml holds it. */
  readonly backupHex: string;
  readonly permissions: readonly GpoPermission[];
}

/** What backups and reports need of the domain beside the GPO itself: read once, then looked up. */
export class DirectoryFacts {
  readonly domain: DomainObject;
  readonly principals: readonly PrincipalObject[];
  readonly #names: ReadonlyMap<string, string>;
  readonly #filters: ReadonlyMap<string, WmiObject>;
  readonly #links: ReadonlyMap<GpoId, readonly GpoLinkPlace[]>;
  /** Most GPOs of a domain have one of a few descriptors. */
  readonly #security = new Map<string, DescribedSecurity>();

  readonly #extensions = new Map<string, ReadonlySet<string>>();

  constructor(store: SnapshotStore) {
    this.domain = store.domain();
    this.principals = store.principals();
    this.#names = principalNames(this.principals);
    this.#filters = new Map(store.wmiFilters().map((filter) => [filter.id.toUpperCase(), filter]));
    this.#links = linksByGpo(store);
  }

  /** Where the GPO is linked, in the order of the SOMs' files. */
  linksOf(gpo: GpoId): readonly GpoLinkPlace[] {
    return this.#links.get(gpo) ?? [];
  }

  /** The filter with that id, upper case in braces; undefined when there is none. */
  wmiFilter(id: string | undefined): WmiObject | undefined {
    return id === undefined ? undefined : this.#filters.get(id);
  }

  security(object: GpoObject): DescribedSecurity {
    const known = this.#security.get(object.nTSecurityDescriptor);
    if (known !== undefined) return known;
    const descriptor = descriptorOf(object, this.domain.sid);
    const described = {
      descriptor,
      backupHex: securityDescriptorToHex(backupDescriptor(descriptor)),
      permissions: gpoPermissions(descriptor).map(({ sid, ...access }) => ({
        trustee: trusteeOf(sid, this.principals),
        ...access,
      })),
    };
    this.#security.set(object.nTSecurityDescriptor, described);
    return described;
  }

  /** The client-side extensions that a list names, in upper case; most GPOs have one of a few lists. */
  extensionsIn(list: string): ReadonlySet<string> {
    const known = this.#extensions.get(list);
    if (known !== undefined) return known;
    const found = new Set(readExtensionList(list).map(({ cse }) => cse));
    this.#extensions.set(list, found);
    return found;
  }

  /** A trustee of which only the name is asked. */
  trustee(sid: string): Trustee {
    return { sid: parseSid(sid) ?? nullSid, name: this.#names.get(sid), kind: 'unknown' };
  }
}

const nullSid = 'S-1-0-0' as Trustee['sid'];
const longestUseMs = 1000;

/**
 * Facts for operations that run under one token: a backup of all reads the domain's objects once, not a thousand times. They
 * are read anew after every change of this process, and after a second, as others may have changed something.
 */
export class DirectoryFactsCache {
  #current: { readonly facts: DirectoryFacts; readonly revision: number; readonly read: number } | undefined;
  #token = new WeakRef<CancellationToken>(neverCancelled);

  constructor(private readonly store: SnapshotStore) {}

  for(token: CancellationToken): DirectoryFacts {
    const now = this.store.ports.clock.now();
    const { revision } = this.store;
    const current = this.#current;
    const isOfBatch = token !== neverCancelled && this.#token.deref() === token;
    if (isOfBatch && current?.revision === revision && Math.abs(now - current.read) < longestUseMs)
      return current.facts;
    const facts = new DirectoryFacts(this.store);
    this.#current = { facts, revision, read: now };
    this.#token = new WeakRef(token);
    return facts;
  }
}

function linksByGpo(store: SnapshotStore): ReadonlyMap<GpoId, readonly GpoLinkPlace[]> {
  const found = new Map<GpoId, GpoLinkPlace[]>();
  for (const som of store.soms())
    for (const [index, { gpo, enabled, enforced }] of readGpLink(som.gPLink).entries()) {
      const place = { som: som.name, somPath: som.distinguishedName, enabled, enforced, order: index + 1 };
      const places = found.get(gpo);
      if (places === undefined) found.set(gpo, [place]);
      else places.push(place);
    }
  return found;
}
