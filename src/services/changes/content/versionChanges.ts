import type { VersionChange } from '../../../core/model/changePlan';
import type { GpoSummary, Side, SideVersion } from '../../../core/model/gpo';

/** Backup.xml's version words of both sides. */
export interface BackupVersions {
  readonly machineVersion: string;
  readonly userVersion: string;
}

/**
 * The versions after a restore or import: above the present ones and the backup's, in AD and in SYSVOL alike, so that
 * every client processes the side again; a side that never had anything stays at 0.
 */
export function versionChanges(before: GpoSummary | undefined, backup: BackupVersions): readonly VersionChange[] {
  return [
    versionChange('computer', before?.computer, backup.machineVersion),
    versionChange('user', before?.user, backup.userVersion),
  ];
}

function versionChange(side: Side, current: SideVersion | undefined, backupVersion: string): VersionChange {
  const packed = Number(backupVersion) >>> 0;
  const highest = Math.max(current?.ad ?? 0, current?.sysvol ?? 0, packed & 0xffff, packed >>> 16);
  return { side, before: current?.ad ?? 0, after: highest === 0 ? 0 : highest + 1 };
}
