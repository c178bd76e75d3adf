import type { BackupSidecar } from '../../../core/model/backup';
import type { PlanMessage } from '../../../core/model/changePlan';
import { planMessage } from '../../../core/model/planMessages';

/** Backups are taken to be regular; one older than this is probably not the one that was meant. */
const oldAfterDays = 90;

/** What to know of a backup before its content is used: that it is old, and that nobody knows its links and filter. */
export function ageWarnings(ageDays: number, sidecar: BackupSidecar | undefined): readonly PlanMessage[] {
  return [
    ...(ageDays > oldAfterDays ? [planMessage('backup-old', { ageDays })] : []),
    ...(sidecar === undefined ? [planMessage('backup-without-sidecar', {})] : []),
  ];
}
