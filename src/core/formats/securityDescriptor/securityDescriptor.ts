import type { Guid, Sid } from '../../model/ids';

/** A security descriptor (MS-DTYP 2.4.6). */
export interface SecurityDescriptor {
  /** The control word as it stands in the bytes; {@link controlFlags} names its bits. Presence bits follow the parts when written. */
  readonly control: number;
  readonly owner: Sid | undefined;
  readonly group: Sid | undefined;
  readonly sacl: Acl | 'null' | undefined;
  /** `'null'` lets everyone do everything; undefined: the descriptor says nothing about access. */
  readonly dacl: Acl | 'null' | undefined;
  /** The second byte: resource manager control bits, nearly always 0. */
  readonly resourceManager: number;
  /** Order of the parts in the bytes, which differs between Windows' own writers. */
  readonly order: readonly SecurityDescriptorPart[];
  /**
   * The bytes that were read, where writing the parts anew would not give them (gaps, shared or damaged parts); they are
   * written again as long as nothing of the descriptor changes.
   */
  readonly source: Uint8Array | undefined;
}

/** A part that a security descriptor's header points to. */
export type SecurityDescriptorPart = 'owner' | 'group' | 'sacl' | 'dacl';

/** An access control list. Entries are kept in order, canonical or not. */
export interface Acl {
  /** 2, or 4 where object entries occur. */
  readonly revision: number;
  readonly aces: readonly Ace[];
  /** What stands behind the entries and still counts to the list's size. */
  readonly slack: Uint8Array;
}

/** An access control entry. `type` is MS-DTYP's AceType, `flags` its AceFlags; {@link aceFlags} names those. */
export type Ace = PlainAce | ObjectAce | RawAce;

/** An entry of a mask and a trustee. */
export interface PlainAce {
  readonly kind: 'plain';
  readonly type: number;
  readonly flags: number;
  readonly mask: number;
  readonly sid: Sid;
  /** Condition or resource attribute behind the SID, as bytes; empty for most. */
  readonly data: Uint8Array;
}

/** An entry for one right, property or kind of object. */
export interface ObjectAce {
  readonly kind: 'object';
  readonly type: number;
  readonly flags: number;
  readonly mask: number;
  readonly objectType: Guid | undefined;
  readonly inheritedObjectType: Guid | undefined;
  readonly sid: Sid;
  readonly data: Uint8Array;
}

/** An entry of a type that is not known, or one that does not hold what its type asks for. */
export interface RawAce {
  readonly kind: 'raw';
  readonly type: number;
  readonly flags: number;
  /** All behind the entry's 4-byte header. */
  readonly body: Uint8Array;
}

/** Bits of the control word (MS-DTYP 2.4.6). */
export const controlFlags = {
  daclPresent: 0x0004,
  saclPresent: 0x0010,
  daclAutoInheritRequired: 0x0100,
  saclAutoInheritRequired: 0x0200,
  daclAutoInherited: 0x0400,
  saclAutoInherited: 0x0800,
  daclProtected: 0x1000,
  saclProtected: 0x2000,
  selfRelative: 0x8000,
} as const;

/** Bits of an entry's flags (MS-DTYP 2.4.4.1). */
export const aceFlags = {
  objectInherit: 0x01,
  containerInherit: 0x02,
  noPropagate: 0x04,
  inheritOnly: 0x08,
  inherited: 0x10,
  auditSuccess: 0x40,
  auditFailure: 0x80,
} as const;

/** Types of entries that grant or refuse access (MS-DTYP 2.4.4.1). */
export const aceTypes = { allow: 0, deny: 1, audit: 2, allowObject: 5, denyObject: 6, auditObject: 7 } as const;

/** Whether entries of `type` hold a mask and a SID right behind it. */
export function isPlainAceType(type: number): boolean {
  return (
    type <= 3 || type === 0x09 || type === 0x0a || type === 0x0d || type === 0x0e || (type >= 0x11 && type <= 0x15)
  );
}

/** Whether entries of `type` may name an object's type. */
export function isObjectAceType(type: number): boolean {
  return (type >= 5 && type <= 8) || type === 0x0b || type === 0x0c || type === 0x0f || type === 0x10;
}
