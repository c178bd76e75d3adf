import { formatAccessMask } from './accessMask';
import { aceBytes } from './canonicalBytes';
import { flagNames, typeNames, type SddlDomains } from './sddlNames';
import { sidToSddl } from './sddlSids';
import { controlFlags, type Ace, type Acl, type SecurityDescriptor } from './securityDescriptor';

const nameOfType = new Map<number, string>(typeNames.map(([name, type]) => [type, name]));

/**
 * A security descriptor as Windows writes SDDL: `O:DAG:DAD:PAI(A;CI;LCRPLORC;;;AU)…`. Names such as DA need `domain`, EA
 * `rootDomain`; without them the SID stands. Entries that SDDL has no form for (unknown types, conditions, attributes)
 * are written in a form of our own that {@link parseSddl} reads back: `(0x09;CI;<body in hex>)`. Not in SDDL: revisions,
 * slack, defaulted bits and the resource manager's byte. A SACL's flags are written without a SACL too, as a report has
 * them (measured: `S:PAI` beside control 0xBC04).
 */
export function formatSddl(descriptor: SecurityDescriptor, domains: SddlDomains = {}): string {
  const { owner, group, dacl, sacl, control } = descriptor;
  const daclFlags = aclFlags(
    control,
    controlFlags.daclProtected,
    controlFlags.daclAutoInheritRequired,
    controlFlags.daclAutoInherited,
  );
  const saclFlags = aclFlags(
    control,
    controlFlags.saclProtected,
    controlFlags.saclAutoInheritRequired,
    controlFlags.saclAutoInherited,
  );
  return [
    owner === undefined ? '' : `O:${sidToSddl(owner, domains)}`,
    group === undefined ? '' : `G:${sidToSddl(group, domains)}`,
    dacl === undefined ? '' : `D:${daclFlags}${formatAcl(dacl, domains)}`,
    sacl === undefined && saclFlags === '' ? '' : `S:${saclFlags}${sacl === undefined ? '' : formatAcl(sacl, domains)}`,
  ].join('');
}

function aclFlags(control: number, whenP: number, whenAr: number, whenAi: number): string {
  return (control & whenP ? 'P' : '') + (control & whenAr ? 'AR' : '') + (control & whenAi ? 'AI' : '');
}

function formatAcl(acl: Acl | 'null', domains: SddlDomains): string {
  return acl === 'null' ? 'NO_ACCESS_CONTROL' : acl.aces.map((ace) => formatAce(ace, domains)).join('');
}

function formatAce(ace: Ace, domains: SddlDomains): string {
  const flags = flagNames
    .filter(([, bit]) => (ace.flags & bit) !== 0)
    .map(([name]) => name)
    .join('');
  const type = nameOfType.get(ace.type);
  if (ace.kind === 'raw' || type === undefined || ace.data.length > 0) return rawAce(ace, flags);
  const guids = ace.kind === 'object' ? [ace.objectType, ace.inheritedObjectType] : [undefined, undefined];
  const [objectType, inherited] = guids.map((guid) => guid?.slice(1, -1).toLowerCase() ?? '');
  const rights = formatAccessMask(ace.mask, ace.type);
  return `(${[type, flags, rights, objectType, inherited, sidToSddl(ace.sid, domains)].join(';')})`;
}

function rawAce(ace: Ace, flags: string): string {
  const body = Array.from(aceBytes(ace).subarray(4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `(0x${ace.type.toString(16).padStart(2, '0')};${flags};${body})`;
}
