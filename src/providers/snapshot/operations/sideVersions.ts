import { readVersionWord } from '../../../core/formats/backupXml/versionWord';
import type { SideVersion } from '../../../core/model/gpo';

const highest = 0xffff;

/**
 * A side's version after its settings were replaced: above AD's and SYSVOL's present one and both of the backup's, so that
 * every client reads it again, also when the side is empty now. Only a side that never had settings stays at 0, which says
 * so to clients (MS-GPOL 3.2.5.1.6). 16 bits; the highest one cannot be passed.
 */
export function raisedVersion(present: SideVersion | undefined, backupWord: string, hasSettings: boolean): number {
  const backup = readVersionWord(backupWord);
  const last = Math.max(present?.ad ?? 0, present?.sysvol ?? 0, backup?.ad ?? 0, backup?.sysvol ?? 0);
  return last === 0 && !hasSettings ? 0 : Math.min(last + 1, highest);
}
