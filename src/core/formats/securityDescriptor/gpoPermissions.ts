import type { Sid } from '../../model/ids';
import type { GpoPermissionLevel } from '../../model/gpo';
import { applyGroupPolicyRight, gpoMasks } from './gpoDescriptor';
import { aceFlags, aceTypes, type Ace, type SecurityDescriptor } from './securityDescriptor';

/** A row of a GPO's Delegation tab, the trustee by SID. */
export interface GpoAccess {
  readonly sid: Sid;
  readonly level: GpoPermissionLevel;
  readonly denied: boolean;
  /** True when all the entries it comes from are inherited. */
  readonly inherited: boolean;
}

const allRead = gpoMasks.read | 0x80;
const allEdit = gpoMasks.edit | 0x80 | 0x08;
/** What the highest level cannot do without; SW, DT and LO may miss. */
const leastOfHighest = 0xf_0037;

/**
 * The permissions on a GPO by trustee, in GPMC's levels, grants and denies apart, in the order in which trustees first
 * occur. As in the GPMC's own report (measured): entries that are only inherited by others count nothing, so Creator
 * Owner has no row; Read may lack LO; someone who may edit and apply has two rows; and what fits no level is `custom`.
 * A NULL DACL, which lets everyone do everything, gives no rows.
 */
export function gpoPermissions(descriptor: SecurityDescriptor): readonly GpoAccess[] {
  const { dacl } = descriptor;
  if (dacl === undefined || dacl === 'null') return [];
  const trustees = new Map<string, CollectedAccess>();
  for (const ace of dacl.aces) {
    if ((ace.flags & aceFlags.inheritOnly) !== 0 || ace.kind === 'raw') continue;
    const denied = isDeny(ace);
    if (denied === undefined) continue;
    const key = `${ace.sid} ${denied}`;
    const before = trustees.get(key) ?? { sid: ace.sid, denied, mask: 0, apply: false, other: false, inherited: true };
    trustees.set(key, add(before, ace));
  }
  return [...trustees.values()].flatMap(({ sid, denied, inherited, ...access }) =>
    levels(access, denied).map((level) => ({ sid, level, denied, inherited })),
  );
}

interface Access {
  /** Rights on the object itself. */
  readonly mask: number;
  readonly apply: boolean;
  /** Rights on single properties or kinds of children. */
  readonly other: boolean;
}

interface CollectedAccess extends Access {
  readonly sid: Sid;
  readonly denied: boolean;
  readonly inherited: boolean;
}

function isDeny(ace: Ace): boolean | undefined {
  if (ace.type === aceTypes.allow || ace.type === aceTypes.allowObject) return false;
  return ace.type === aceTypes.deny || ace.type === aceTypes.denyObject ? true : undefined;
}

function add(before: CollectedAccess, ace: Exclude<Ace, { readonly kind: 'raw' }>): CollectedAccess {
  const inherited = before.inherited && (ace.flags & aceFlags.inherited) !== 0;
  const objectType = ace.kind === 'object' ? ace.objectType : undefined;
  const mask = mapGeneric(ace.mask);
  if (objectType === undefined) {
    const apply = (mask & gpoMasks.controlAccess) !== 0;
    return { ...before, inherited, mask: before.mask | (mask & ~gpoMasks.controlAccess), apply: before.apply || apply };
  }
  const isApply = objectType === applyGroupPolicyRight && (mask & gpoMasks.controlAccess) !== 0;
  return { ...before, inherited, apply: before.apply || isApply, other: before.other || !isApply };
}

/** Generic rights as directory objects map them (MS-ADTS 5.1.3.2). */
function mapGeneric(mask: number): number {
  let mapped = mask & 0x0fff_ffff;
  if ((mask & 0x1000_0000) !== 0) mapped |= 0xf_01ff;
  if ((mask & 0x2000_0000) !== 0) mapped |= 0x2_0004;
  if ((mask & 0x4000_0000) !== 0) mapped |= 0x2_0028;
  if ((mask & 0x8000_0000) !== 0) mapped |= 0x2_0094;
  return mapped;
}

function levels({ mask, apply, other }: Access, denied: boolean): readonly GpoPermissionLevel[] {
  const has = (bits: number): boolean => (mask & bits) === bits;
  const within = (bits: number): boolean => (mask & ~bits) === 0;
  const withApply = (level: GpoPermissionLevel): readonly GpoPermissionLevel[] => (apply ? [level, 'apply'] : [level]);
  if (other) return ['custom'];
  if (has(leastOfHighest) && within(gpoMasks.editDeleteModifySecurity)) return withApply('edit-delete-modify-security');
  if (has(gpoMasks.edit) && within(allEdit)) return withApply('edit');
  if (has(gpoMasks.read) && within(allRead)) return denied ? withApply('read') : [apply ? 'apply' : 'read'];
  // a deny of Apply stands alone: it stops the policy whatever else is granted (measured)
  if (denied && apply) return mask === 0 ? ['apply'] : ['custom', 'apply'];
  return mask === 0 && !apply ? [] : ['custom'];
}
