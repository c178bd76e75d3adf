import { parseGuid, type Guid, type Sid } from '../../model/ids';
import type { GpoPermissionLevel } from '../../model/gpo';
import { aceFlags, aceTypes, controlFlags, type Ace, type Acl, type SecurityDescriptor } from './securityDescriptor';
import { canonicalSid } from './sid';

/** The extended right "Apply Group Policy". */
export const applyGroupPolicyRight: Guid = knownGuid('edacfd8f-ffb3-11d1-b41d-00a0c968f939');

/**
 * Masks of the levels, without the right to apply. Read and the highest level are measured in reports beside their
 * descriptors; edit stands in no report that was seen and is inferred from what its name adds to Read.
 */
export const gpoMasks = {
  /** LC RP RC: what the GPMC writes for Read; the AD schema's default adds LO. */
  read: 0x2_0014,
  /** Read with CC, DC and WP: "read, write, create and delete child objects" (inferred). */
  edit: 0x2_0037,
  /** CC DC LC SW RP WP DT LO SD RC WD WO. */
  editDeleteModifySecurity: 0xf_00ff,
  /** CR: on an entry without object type all extended rights, Apply among them. */
  controlAccess: 0x100,
} as const;

/** What of a GPO's descriptor a backup holds: the DACL and the control word; no owner, group and SACL (measured, 0x9C04). */
export function backupDescriptor(descriptor: SecurityDescriptor): SecurityDescriptor {
  return {
    ...descriptor,
    control: descriptor.control & ~controlFlags.saclPresent,
    owner: undefined,
    group: undefined,
    sacl: undefined,
    order: ['dacl'],
    source: undefined,
  };
}

/** `current` with the DACL of `from` and that DACL's control bits; owner, group and SACL stay. */
export function withDaclOf(current: SecurityDescriptor, from: SecurityDescriptor): SecurityDescriptor {
  const bits =
    controlFlags.daclPresent |
    controlFlags.daclProtected |
    controlFlags.daclAutoInherited |
    controlFlags.daclAutoInheritRequired;
  const control = (current.control & ~bits) | (from.control & bits);
  const order = current.order.includes('dacl') ? current.order : [...current.order, 'dacl' as const];
  return { ...current, control, dacl: from.dacl, order, source: undefined };
}

/** The entries that give (or deny) a trustee a level, as the GPMC writes them: they count for child objects too. */
export function gpoAces(sid: Sid, level: Exclude<GpoPermissionLevel, 'custom'>, denied = false): readonly Ace[] {
  const flags = aceFlags.containerInherit;
  const data = new Uint8Array(0);
  const plain = (mask: number): Ace => ({
    kind: 'plain',
    type: denied ? aceTypes.deny : aceTypes.allow,
    flags,
    mask,
    sid,
    data,
  });
  if (level !== 'apply')
    return [
      plain(level === 'read' ? gpoMasks.read : level === 'edit' ? gpoMasks.edit : gpoMasks.editDeleteModifySecurity),
    ];
  const apply: Ace = {
    kind: 'object',
    type: denied ? aceTypes.denyObject : aceTypes.allowObject,
    flags,
    mask: gpoMasks.controlAccess,
    objectType: applyGroupPolicyRight,
    inheritedObjectType: undefined,
    sid,
    data,
  };
  // who is denied to apply may still read: a deny on Read would stop others' policy too
  return denied ? [apply] : [apply, plain(gpoMasks.read)];
}

/**
 * The descriptor of a new GPO (measured on Windows Server 2025). The three audit entries that reports show on every GPO are
 * inherited from the domain (their ID flag, measured in all of them): a directory adds them by itself, and a domain in a
 * folder has no SACL to inherit from; what says so, "SACL auto-inherited", is there.
 */
export function newGpoDescriptor(domain: Sid, rootDomain: Sid = domain): SecurityDescriptor {
  const sid = (text: string): Sid => knownSid(text);
  const admins = sid(`${domain}-512`);
  const entry = (trustee: Sid, flags: number, mask: number): Ace => ({
    kind: 'plain',
    type: aceTypes.allow,
    flags,
    mask,
    sid: trustee,
    data: new Uint8Array(0),
  });
  const full = (trustee: Sid, flags: number): Ace => entry(trustee, flags, gpoMasks.editDeleteModifySecurity);
  const read = (trustee: Sid): Ace => entry(trustee, aceFlags.containerInherit, gpoMasks.read | 0x80);
  const [apply] = gpoAces(sid('S-1-5-11'), 'apply');
  const dacl: Acl = {
    revision: 4,
    aces: [
      ...(apply === undefined ? [] : [apply]),
      full(admins, 0),
      full(admins, aceFlags.containerInherit),
      full(sid(`${rootDomain}-519`), aceFlags.containerInherit),
      read(sid('S-1-5-9')),
      read(sid('S-1-5-11')),
      full(sid('S-1-5-18'), aceFlags.containerInherit),
      full(sid('S-1-3-0'), aceFlags.containerInherit | aceFlags.inheritOnly),
    ],
    slack: new Uint8Array(0),
  };
  return {
    control:
      controlFlags.selfRelative |
      controlFlags.daclPresent |
      controlFlags.daclProtected |
      controlFlags.daclAutoInherited |
      controlFlags.saclAutoInherited,
    owner: admins,
    group: admins,
    sacl: undefined,
    dacl,
    resourceManager: 0,
    order: ['sacl', 'dacl', 'owner', 'group'],
    source: undefined,
  };
}

function knownGuid(text: string): Guid {
  const guid = parseGuid(text);
  if (guid === undefined) throw new TypeError(text);
  return guid;
}

function knownSid(text: string): Sid {
  const sid = canonicalSid(text);
  if (sid === undefined) throw new TypeError(text);
  return sid;
}
