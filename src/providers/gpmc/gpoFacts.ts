import {
  parseGpoId,
  parseSid,
  parseSomPath,
  parseWmiFilterId,
  type DomainAddress,
  type Sid,
} from '../../core/model/ids';
import type { GpoLink, Som } from '../../core/model/domain';
import type {
  GpoLinkPlace,
  GpoPermission,
  GpoPermissionLevel,
  GpoStatus,
  GpoSummary,
  Trustee,
} from '../../core/model/gpo';
import type { ComparedGpo, ListedGpo, ListedLink, ListedPermission, ListedSom } from './protocol';

/** The status that GPMC's two switches say. */
export function statusOf({
  computerEnabled,
  userEnabled,
}: Pick<ListedGpo, 'computerEnabled' | 'userEnabled'>): GpoStatus {
  if (computerEnabled) return userEnabled ? 'all-enabled' : 'user-disabled';
  return userEnabled ? 'computer-disabled' : 'all-disabled';
}

/** A GPO of a list, with what was compared of it; undefined where its GUID is none. */
export function summaryOf(
  domain: DomainAddress,
  gpo: ListedGpo,
  compared: ComparedGpo | undefined,
  linkCount: number,
): GpoSummary | undefined {
  const id = parseGpoId(gpo.id);
  if (id === undefined) return undefined;
  return {
    domain,
    id,
    name: gpo.name,
    status: statusOf(gpo),
    computer: { ad: gpo.computerVersion, sysvol: compared?.computerSysvolVersion ?? undefined },
    user: { ad: gpo.userVersion, sysvol: compared?.userSysvolVersion ?? undefined },
    wmiFilter: gpo.wmiFilter === null ? undefined : parseWmiFilterId(gpo.wmiFilter),
    linkCount,
    modified: gpo.modified,
    owner: gpo.owner,
    description: gpo.description,
    aclConsistent: compared?.aclConsistent ?? undefined,
  };
}

/** The SOMs of a domain, each with the one above it. */
export function somsOf(domain: DomainAddress, listed: readonly ListedSom[]): readonly Som[] {
  const paths = new Map(listed.map(({ path }) => [path.toLowerCase(), path]));
  return listed.flatMap((som) => {
    const path = parseSomPath(som.path);
    if (path === undefined) return [];
    const above = som.kind === 'ou' ? paths.get(parentOf(path).toLowerCase()) : undefined;
    return [
      {
        domain,
        path,
        kind: som.kind,
        name: som.name,
        parent: above === undefined ? undefined : parseSomPath(above),
        inheritanceBlocked: som.inheritanceBlocked,
        links: som.links.flatMap(linkOf),
      },
    ];
  });
}

function linkOf({ gpo, gpoDomain, enabled, enforced }: ListedLink): readonly GpoLink[] {
  const id = parseGpoId(gpo);
  return id === undefined ? [] : [{ gpo: id, gpoDomain, enabled, enforced }];
}

/** The distinguished name of the container: all behind the first comma that is not escaped. */
function parentOf(path: string): string {
  const match = /^(?:[^,\\]|\\.)*,/.exec(path);
  return match === null ? '' : path.slice(match[0].length);
}

/** How many links name each GPO. */
export function linkCounts(soms: readonly Som[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { links } of soms) for (const { gpo } of links) counts.set(gpo, (counts.get(gpo) ?? 0) + 1);
  return counts;
}

/** Where a GPO is linked. */
export function placesOf(soms: readonly Som[], id: string): readonly GpoLinkPlace[] {
  return soms.flatMap(({ name, path, links }) =>
    links.flatMap(({ gpo, enabled, enforced }, index) =>
      gpo === id ? [{ som: name, somPath: path, enabled, enforced, order: index + 1 }] : [],
    ),
  );
}

/** GPMPermissionType (gpmgmt.idl): the rights on a GPO that are levels of their own. */
const levels: Readonly<Record<number, GpoPermissionLevel>> = {
  0x10000: 'apply',
  0x10100: 'read',
  0x10101: 'edit',
  0x10102: 'edit-delete-modify-security',
};

/** A row of the Delegation tab; undefined where its SID is none. */
export function permissionOf({
  permission,
  denied,
  inherited,
  ...listed
}: ListedPermission): GpoPermission | undefined {
  const sid = parseSid(listed.sid);
  if (sid === undefined) return undefined;
  return { trustee: trusteeOf(sid, listed), level: levels[permission] ?? 'custom', denied, inherited };
}

/** SID_NAME_USE (winnt.h), from 1. */
const trusteeKinds: readonly Trustee['kind'][] = [
  'unknown',
  'user',
  'group',
  'unknown',
  'group',
  'well-known',
  'unknown',
  'unknown',
  'unknown',
  'computer',
];

function trusteeOf(sid: Sid, { name, sidNameUse }: Pick<ListedPermission, 'name' | 'sidNameUse'>): Trustee {
  return { sid, name: name ?? undefined, kind: trusteeKinds[sidNameUse] ?? 'unknown' };
}
