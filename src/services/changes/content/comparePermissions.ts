import { gpoPermissions, type GpoAccess } from '../../../core/formats/securityDescriptor/gpoPermissions';
import { parseSddl } from '../../../core/formats/securityDescriptor/parseSddl';
import type { SecurityDescriptor } from '../../../core/formats/securityDescriptor/securityDescriptor';
import type { PermissionChange, PlanMessage } from '../../../core/model/changePlan';
import type { DomainInfo } from '../../../core/model/domain';
import { planMessage } from '../../../core/model/planMessages';

/** Rows of a Delegation tab that differ, and what of it needs a look. */
export interface PermissionChanges {
  readonly permissions: readonly PermissionChange[];
  readonly warnings: readonly PlanMessage[];
}

/** The descriptor that an SDDL text of this domain is. */
export function descriptorOfSddl(sddl: string, { sid }: Pick<DomainInfo, 'sid'>): SecurityDescriptor {
  return parseSddl(sddl, { domain: sid, rootDomain: sid }).value;
}

/**
 * Compares the permissions of two descriptors by trustee and level; `undefined` before: a GPO that is not there. `names`
 * are the trustees that somebody can name; another SID of a domain is unresolved.
 */
export function comparePermissions(
  before: SecurityDescriptor | undefined,
  after: SecurityDescriptor,
  domain: Pick<DomainInfo, 'sid'>,
  names: ReadonlyMap<string, string>,
): PermissionChanges {
  const old = before === undefined ? [] : gpoPermissions(before);
  const now = gpoPermissions(after);
  const row = (access: GpoAccess, change: PermissionChange['change']): PermissionChange => ({
    trustee: names.get(access.sid) ?? wellKnown[access.sid] ?? access.sid,
    level: access.level,
    denied: access.denied,
    change,
  });
  return {
    permissions: [
      ...old.filter((access) => !includes(now, access)).map((access) => row(access, 'removed')),
      ...now.filter((access) => !includes(old, access)).map((access) => row(access, 'added')),
    ],
    warnings: [
      ...readWarnings(before === undefined ? undefined : old, now, domain),
      ...unresolved(now, domain, names).map(({ sid, level }) => planMessage('sid-unresolved', { sid, level })),
    ],
  };
}

const authenticatedUsers = 'S-1-5-11';
const everyone = 'S-1-1-0';

/** Names of the well-known SIDs that occur on GPOs. */
const wellKnown: Readonly<Record<string, string>> = {
  [everyone]: 'Everyone',
  'S-1-3-0': 'CREATOR OWNER',
  'S-1-5-9': 'NT AUTHORITY\\ENTERPRISE DOMAIN CONTROLLERS',
  [authenticatedUsers]: 'NT AUTHORITY\\Authenticated Users',
  'S-1-5-18': 'NT AUTHORITY\\SYSTEM',
  'S-1-5-32-544': 'BUILTIN\\Administrators',
};

/** Since MS16-072 the computer's account fetches user policy too: without its right to read nothing applies. */
function readWarnings(
  before: readonly GpoAccess[] | undefined,
  after: readonly GpoAccess[],
  { sid }: Pick<DomainInfo, 'sid'>,
): readonly PlanMessage[] {
  const computers = `${sid}-515`;
  const loses = (trustee: string): boolean =>
    before !== undefined && canRead(before, trustee) && !canRead(after, trustee);
  return [
    ...(loses(authenticatedUsers) ? [planMessage('authenticated-users-lose-read', {})] : []),
    ...(loses(computers) ? [planMessage('domain-computers-lose-read', {})] : []),
    ...([authenticatedUsers, computers, everyone].some((trustee) => canRead(after, trustee))
      ? []
      : [planMessage('computers-cannot-read', {})]),
  ];
}

function canRead(rows: readonly GpoAccess[], sid: string): boolean {
  const own = rows.filter((access) => access.sid === sid);
  return own.some((access) => !access.denied) && !own.some((access) => access.denied && access.level !== 'apply');
}

function includes(rows: readonly GpoAccess[], wanted: GpoAccess): boolean {
  return rows.some((row) => row.sid === wanted.sid && row.level === wanted.level && row.denied === wanted.denied);
}

/** Principals of a domain that nobody can name; those with a relative id below 1000 are in every domain. */
function unresolved(
  rows: readonly GpoAccess[],
  domain: Pick<DomainInfo, 'sid'>,
  names: ReadonlyMap<string, string>,
): readonly GpoAccess[] {
  const isBuiltIn = (sid: string): boolean =>
    sid.startsWith(`${domain.sid}-`) && Number(sid.slice(domain.sid.length + 1)) < 1000;
  return rows.filter(({ sid }) => sid.startsWith('S-1-5-21-') && !names.has(sid) && !isBuiltIn(sid));
}
