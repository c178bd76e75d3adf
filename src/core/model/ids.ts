declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: { readonly [K in B]: true } };

/** A GUID as this product keeps it: upper case, in braces. Case carries no meaning in Group Policy (measured: all forms occur). */
export type Guid = Branded<string, 'Guid'>;
/** The GUID of a GPO. Never the id of a backup. */
export type GpoId = Guid & Branded<string, 'GpoId'>;
/** The id of one backup: fresh at each run, the name of its folder. */
export type BackupId = Guid & Branded<string, 'BackupId'>;
/** The GUID of a WMI filter (msWMI-ID). */
export type WmiFilterId = Guid & Branded<string, 'WmiFilterId'>;
/** The GUID of a starter GPO. */
export type StarterGpoId = Guid & Branded<string, 'StarterGpoId'>;
/** A security identifier in its text form, `S-1-…`, upper case. */
export type Sid = Branded<string, 'Sid'>;
/** The distinguished name of a scope of management: domain, OU or site. Compared without case. */
export type SomPath = Branded<string, 'SomPath'>;
/**
 * Where a domain is reached: `snapshot:<absolute folder>` or `gpmc:<DNS name>`. The identity of a domain in views, URIs,
 * plans and on the command line.
 */
export type DomainAddress = Branded<string, 'DomainAddress'>;

const guidPattern = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** The GUID that `text` spells, with or without braces, in any case; undefined when it spells none. */
export function parseGuid(text: string): Guid | undefined {
  const match = guidPattern.exec(text.trim());
  return match?.[1] === undefined ? undefined : (`{${match[1].toUpperCase()}}` as Guid);
}

/** {@link parseGuid} for the id of a GPO. */
export function parseGpoId(text: string): GpoId | undefined {
  return parseGuid(text) as GpoId | undefined;
}

/** {@link parseGuid} for the id of a backup. */
export function parseBackupId(text: string): BackupId | undefined {
  return parseGuid(text) as BackupId | undefined;
}

/** {@link parseGuid} for the id of a WMI filter. */
export function parseWmiFilterId(text: string): WmiFilterId | undefined {
  return parseGuid(text) as WmiFilterId | undefined;
}

/** {@link parseGuid} for the id of a starter GPO. */
export function parseStarterGpoId(text: string): StarterGpoId | undefined {
  return parseGuid(text) as StarterGpoId | undefined;
}

/** The SID that `text` spells, in any case; undefined when it spells none. */
export function parseSid(text: string): Sid | undefined {
  const trimmed = text.trim().toUpperCase();
  return /^S-1-(?:\d+|0X[0-9A-F]+)(?:-\d+){0,15}$/.test(trimmed) ? (trimmed as Sid) : undefined;
}

/** The distinguished name `text`, kept as written; undefined when it is empty. */
export function parseSomPath(text: string): SomPath | undefined {
  return text.includes('=') ? (text as SomPath) : undefined;
}

/** The address of a domain in a folder. */
export function snapshotAddress(absoluteFolder: string): DomainAddress {
  return `snapshot:${absoluteFolder}` as DomainAddress;
}

/** The parts of a domain address; undefined when `text` is none. */
export function parseDomainAddress(
  text: string,
): { readonly address: DomainAddress; readonly kind: 'snapshot' | 'gpmc'; readonly location: string } | undefined {
  const match = /^(snapshot|gpmc):(.+)$/s.exec(text);
  if (match?.[2] === undefined) return undefined;
  return { address: text as DomainAddress, kind: match[1] === 'gpmc' ? 'gpmc' : 'snapshot', location: match[2] };
}

/** GUIDs that Windows gives to the two GPOs of every domain (fixed by MS-GPOD). */
export const defaultDomainPolicyId = '{31B2F340-016D-11D2-945F-00C04FB984F9}' as GpoId;
export const defaultDomainControllersPolicyId = '{6AC1786C-016F-11D2-945F-00C04FB984F9}' as GpoId;

/** Whether the GPO is one of the two that every domain has and must not lose. */
export function isDefaultGpo(id: GpoId): boolean {
  return id === defaultDomainPolicyId || id === defaultDomainControllersPolicyId;
}
