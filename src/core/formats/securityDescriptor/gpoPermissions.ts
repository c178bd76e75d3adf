import type { GpoPermission, GpoPermissionLevel, Trustee } from '../../model/gpo';
import { accessMask, parseSddl, sidOfAlias } from './sddl';

/** The extended right "Apply Group Policy" (windows-facts.md 6.10). */
export const applyGroupPolicyRight = 'edacfd8f-ffb3-11d1-b41d-00a0c968f939';
const readMask = 0x20094;
const editMask = 0x200bd;
const fullMask = 0xf00ff;

/**
 * The rows of GPMC's Delegation tab: one for each trustee, its allows and its denies apart. Read from the DACL, as
 * Get-GPPermission cannot show a deny (windows-facts.md 6.9).
 */
export function gpoPermissions(
  sddl: string,
  domainSid: string,
  resolve: (sid: string) => Trustee,
): readonly GpoPermission[] {
  const rows = new Map<string, { mask: number; apply: boolean; denied: boolean; inherited: boolean; sid: string }>();
  for (const ace of parseSddl(sddl)?.dacl ?? []) {
    if (ace.flags.includes('IO')) continue;
    const denied = ace.type === 'D' || ace.type === 'OD';
    const sid = sidOfAlias(ace.trustee, domainSid);
    const key = `${sid} ${String(denied)}`;
    const row = rows.get(key) ?? { mask: 0, apply: false, denied, inherited: ace.flags.includes('ID'), sid };
    if (ace.objectType.toLowerCase() === applyGroupPolicyRight) row.apply = true;
    else if (ace.objectType === '') row.mask |= accessMask(ace.rights);
    rows.set(key, row);
  }
  return [...rows.values()].map((row) => ({
    trustee: resolve(row.sid),
    level: levelOf(row.mask >>> 0, row.apply),
    denied: row.denied,
    inherited: row.inherited,
  }));
}

function levelOf(mask: number, apply: boolean): GpoPermissionLevel {
  if ((mask & fullMask) === fullMask) return 'edit-delete-modify-security';
  if (apply) return (mask & readMask) === readMask || mask === 0 ? 'apply' : 'custom';
  if ((mask & editMask) === editMask) return 'edit';
  return mask === readMask ? 'read' : 'custom';
}
