import { PolicyError } from '../../core/kernel/errors';
import { throwIfCancelled, type CancellationToken } from '../../core/kernel/cancellation';
import { gpoPermissions } from '../../core/formats/securityDescriptor/gpoPermissions';
import { parseSddl } from '../../core/formats/securityDescriptor/parseSddl';
import { readGpLink } from '../../core/formats/gpLink/gpLink';
import { readGpoComment } from '../../core/formats/gpoComment/gpoComment';
import { principalForms, type PrincipalNames } from '../../core/formats/migrationTable/mapReferences';
import { readWmiQueries, readWqlFilter } from '../../core/formats/wmiFilter/wmiFilter';
import type { SecurityDescriptor } from '../../core/formats/securityDescriptor/securityDescriptor';
import type { DomainInfo, Som, StarterGpo, WmiFilter } from '../../core/model/domain';
import type { GpoDetails, GpoLinkPlace, GpoStatus, GpoSummary, Trustee } from '../../core/model/gpo';
import { parseSid, parseSomPath, parseStarterGpoId, parseWmiFilterId, type GpoId } from '../../core/model/ids';
import type { DomainReader } from '../../core/ports/domainReader';
import type { RunContext } from '../../core/ports/runContext';
import { listTree } from '../../storage/tree';
import type { GpoObject, PrincipalObject } from './schema';
import type { SnapshotStore } from './snapshotStore';

const batchSize = 200;
/** The status that AD's `flags` says: its two lowest bits. */
export const statuses: readonly GpoStatus[] = ['all-enabled', 'user-disabled', 'computer-disabled', 'all-disabled'];

/** Reads a domain in a folder. Lists read AD's objects and gpt.ini only. */
export class SnapshotReader implements DomainReader {
  readonly #owners = new Map<string, string>();

  constructor(private readonly store: SnapshotStore) {}

  info(): Promise<DomainInfo> {
    return promised(() => {
      const { dnsName, netbiosName, sid, guid, pdc } = this.store.domain();
      const parsed = parseSid(sid);
      if (parsed === undefined)
        throw new PolicyError('snapshot-invalid', { path: this.store.layout.domainFile, field: 'sid', wanted: 'sid' });
      return {
        address: this.store.address,
        provider: 'snapshot',
        dnsName,
        netbiosName,
        sid: parsed,
        guid,
        domainController: pdc,
        account: '',
        folder: this.store.root,
      };
    });
  }

  async gpos(run: RunContext<readonly GpoSummary[]>): Promise<readonly GpoSummary[]> {
    const linkCounts = this.#linkCounts();
    const names = principalNames(this.store.principals());
    const domainSid = this.store.domain().sid;
    const all: GpoSummary[] = [];
    let batch: GpoSummary[] = [];
    const flush = (): void => {
      if (batch.length > 0) run.progress(batch);
      batch = [];
    };
    for (const id of this.store.gpoIds()) {
      await this.store.ports.pacer.breathe(run.token);
      const object = this.store.findGpo(id);
      // One that went away since the folder was listed.
      if (object === undefined) continue;
      const summary = this.#summary(id, object, linkCounts.get(id) ?? 0, names, domainSid);
      all.push(summary);
      batch.push(summary);
      if (batch.length === batchSize) flush();
    }
    throwIfCancelled(run.token);
    flush();
    return all;
  }

  async gpoNames(token: CancellationToken): Promise<readonly Pick<GpoSummary, 'id' | 'name'>[]> {
    const all: Pick<GpoSummary, 'id' | 'name'>[] = [];
    for (const id of this.store.gpoIds()) {
      await this.store.ports.pacer.breathe(token);
      const object = this.store.findGpo(id);
      if (object !== undefined) all.push({ id, name: object.displayName });
    }
    return all;
  }

  gpo(id: GpoId): Promise<GpoDetails> {
    return promised(() => this.#details(id));
  }

  #details(id: GpoId): GpoDetails {
    const object = this.store.gpo(id);
    const links = this.#linksOf(id);
    const principals = this.store.principals();
    const domainSid = this.store.domain().sid;
    const names = principalNames(principals);
    const { files } = this.store.ports;
    const folder = this.store.layout.sysvol(id);
    const tree = files.stat(folder) === undefined ? [] : listTree(files, folder);
    const description = readDescription(this.store, id);
    return {
      ...this.#summary(id, object, links.length, names, domainSid),
      description,
      created: object.whenCreated,
      sddl: object.nTSecurityDescriptor,
      permissions: gpoPermissions(descriptorOf(object, domainSid)).map(({ sid, ...access }) => ({
        trustee: trusteeOf(sid, principals),
        ...access,
      })),
      links,
      files: tree
        .filter(({ kind }) => kind === 'file')
        .map(({ path }) => ({ path, size: files.stat(files.join(folder, path))?.size ?? 0 })),
    };
  }

  soms(run: RunContext<readonly Som[]>): Promise<readonly Som[]> {
    return promised(() => {
      throwIfCancelled(run.token);
      const soms = this.#soms();
      run.progress(soms);
      return soms;
    });
  }

  wmiFilters(): Promise<readonly WmiFilter[]> {
    return promised(() =>
      this.store.wmiFilters().flatMap(({ id, name, parm1, parm2 }) => {
        const parsed = parseWmiFilterId(id);
        const domain = this.store.address;
        return parsed === undefined
          ? []
          : [{ domain, id: parsed, name, description: parm1, queries: readWmiQueries(parm2) }];
      }),
    );
  }

  starterGpos(): Promise<readonly StarterGpo[]> {
    return promised(() =>
      this.store.starters().flatMap(({ id, name, description }) => {
        const parsed = parseStarterGpoId(id);
        return parsed === undefined ? [] : [{ domain: this.store.address, id: parsed, name, description }];
      }),
    );
  }

  principals(texts: readonly string[]): Promise<readonly PrincipalNames[]> {
    return promised(() => {
      const wanted = new Set(texts.map((text) => text.toLowerCase()));
      return this.store.principals().filter((names) => principalForms(names).some((form) => wanted.has(form)));
    });
  }

  async fingerprint(id: GpoId, token?: CancellationToken): Promise<string> {
    this.store.gpo(id);
    return this.store.fingerprint(id, token);
  }

  #summary(
    id: GpoId,
    object: GpoObject,
    linkCount: number,
    names: ReadonlyMap<string, string>,
    domainSid: string,
  ): GpoSummary {
    const sysvol = this.store.sysvolVersions(id);
    const owner = this.#ownerOf(object, domainSid);
    return {
      domain: this.store.address,
      id,
      name: object.displayName,
      status: statuses[object.flags & 3] ?? 'all-enabled',
      computer: { ad: object.version.computer, sysvol: sysvol?.computer },
      user: { ad: object.version.user, sysvol: sysvol?.user },
      wmiFilter: readWqlFilter(object.gPCWQLFilter),
      linkCount,
      modified: object.whenChanged,
      owner: names.get(owner) ?? owner,
      description: '',
      aclConsistent: object.sysvolSecurityDescriptor === object.nTSecurityDescriptor,
    };
  }

  /** Most GPOs have one of a few descriptors, and a list of thousands asks for their owners alone. */
  #ownerOf(object: GpoObject, domainSid: string): string {
    const key = `${domainSid} ${object.nTSecurityDescriptor}`;
    const known = this.#owners.get(key);
    if (known !== undefined) return known;
    const owner = descriptorOf(object, domainSid).owner ?? '';
    if (this.#owners.size > 1000) this.#owners.clear();
    this.#owners.set(key, owner);
    return owner;
  }

  #soms(): readonly Som[] {
    const objects = this.store.soms();
    const paths = new Map(objects.map((object) => [object.distinguishedName.toLowerCase(), object.distinguishedName]));
    return objects.flatMap((object) => {
      const path = parseSomPath(object.distinguishedName);
      if (path === undefined) return [];
      const above = object.kind === 'ou' ? paths.get(parentOf(path).toLowerCase()) : undefined;
      return [
        {
          domain: this.store.address,
          path,
          kind: object.kind,
          name: object.name,
          parent: above === undefined ? undefined : parseSomPath(above),
          inheritanceBlocked: (object.gPOptions & 1) !== 0,
          links: readGpLink(object.gPLink),
        },
      ];
    });
  }

  #linkCounts(): ReadonlyMap<GpoId, number> {
    const counts = new Map<GpoId, number>();
    for (const som of this.#soms()) for (const { gpo } of som.links) counts.set(gpo, (counts.get(gpo) ?? 0) + 1);
    return counts;
  }

  #linksOf(id: GpoId): readonly GpoLinkPlace[] {
    return this.#soms().flatMap((som) =>
      som.links.flatMap((link, index) =>
        link.gpo === id
          ? [{ som: som.name, somPath: som.path, enabled: link.enabled, enforced: link.enforced, order: index + 1 }]
          : [],
      ),
    );
  }
}

/** The work's result as a promise, that of a throw too. */
function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

/** The descriptor of a GPO; SDDL's domain aliases mean this domain. */
export function descriptorOf(object: GpoObject, domainSid: string): SecurityDescriptor {
  const domain = parseSid(domainSid);
  return parseSddl(object.nTSecurityDescriptor, domain === undefined ? {} : { domain, rootDomain: domain }).value;
}

function parentOf(path: string): string {
  const match = /^(?:[^,\\]|\\.)*,/.exec(path);
  return match === null ? '' : path.slice(match[0].length);
}

function readDescription(store: SnapshotStore, id: GpoId): string {
  const { files } = store.ports;
  const path = files.join(store.layout.sysvol(id), 'GPO.cmt');
  return files.stat(path) === undefined ? '' : readGpoComment(files.readFile(path));
}

const wellKnownNames: Readonly<Record<string, string>> = {
  'S-1-1-0': 'Everyone',
  'S-1-3-0': 'CREATOR OWNER',
  'S-1-5-9': 'NT AUTHORITY\\ENTERPRISE DOMAIN CONTROLLERS',
  'S-1-5-11': 'NT AUTHORITY\\Authenticated Users',
  'S-1-5-18': 'NT AUTHORITY\\SYSTEM',
  'S-1-5-32-544': 'BUILTIN\\Administrators',
};

/** Names of SIDs: `DOMAIN\name`. */
export function principalNames(principals: readonly PrincipalObject[]): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(wellKnownNames),
    ...principals.map(
      ({ sid, netbiosDomainName, samAccountName }) =>
        [sid, netbiosDomainName === '' ? samAccountName : `${netbiosDomainName}\\${samAccountName}`] as const,
    ),
  ]);
}

/** A trustee with its name and kind. */
export function trusteeOf(sid: string, principals: readonly PrincipalObject[]): Trustee {
  const name = principalNames(principals).get(sid);
  const type = principals.find((principal) => principal.sid === sid)?.type;
  const parsed = parseSid(sid) ?? parseSid('S-1-0-0');
  if (parsed === undefined) throw new PolicyError('unexpected', { detail: 'the null SID' });
  const kind =
    sid in wellKnownNames
      ? 'well-known'
      : type === 'User'
        ? 'user'
        : type === 'Computer'
          ? 'computer'
          : type === undefined
            ? 'unknown'
            : 'group';
  return { sid: parsed, name, kind };
}
