import { readVersionWord } from '../../../core/formats/backupXml/versionWord';
import type { VersionChange } from '../../../core/model/changePlan';
import type { GpoSummary, Side, SideVersion } from '../../../core/model/gpo';
import type { GpoContent } from './gpoContent';

/**
 * The versions after a restore or import: above the present ones and the backup's, in AD and in SYSVOL alike, so that
 * every client processes the side again, an emptied one too; a side that never had anything stays at 0.
 */
export function versionChanges(before: GpoSummary | undefined, backup: GpoContent): readonly VersionChange[] {
  const { machineVersion, userVersion } = backup.document.core;
  return [
    versionChange('computer', before?.computer, machineVersion, hasSettings(backup, 'machine/', '%gpo_mach_dspath%')),
    versionChange('user', before?.user, userVersion, hasSettings(backup, 'user/', '%gpo_user_dspath%')),
  ];
}

/** 16 bits; the highest version cannot be passed. */
const highest = 0xffff;

function versionChange(
  side: Side,
  current: SideVersion | undefined,
  backupWord: string,
  willHaveSettings: boolean,
): VersionChange {
  const backup = readVersionWord(backupWord);
  const last = Math.max(current?.ad ?? 0, current?.sysvol ?? 0, backup?.ad ?? 0, backup?.sysvol ?? 0);
  const after = last === 0 && !willHaveSettings ? 0 : Math.min(last + 1, highest);
  return { side, before: current?.ad ?? 0, after };
}

/** Files in the side's folder, or objects below it in AD. */
function hasSettings({ files, document }: GpoContent, folder: string, variable: string): boolean {
  return (
    [...files.keys()].some((path) => path.startsWith(folder)) ||
    document.extensions
      .flatMap(({ objects }) => objects)
      .some(({ kind, path }) => kind === 'directory' && path.toLowerCase().endsWith(variable))
  );
}
