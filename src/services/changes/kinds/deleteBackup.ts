import type { Precondition } from '../../../core/model/changePlan';
import { planMessage } from '../../../core/model/planMessages';
import { BackupSet } from '../../../storage/backupSet/backupSet';
import type { Change, ChangeTarget } from '../change';
import { backupPrecondition, BackupReading } from './backupFacts';

/** Backups that go, whole or damaged. There is no way back. */
export const deleteBackup: Change<'delete-backup'> = {
  prepare: async ({ backups }, context) => {
    const reading = new BackupReading(context);
    const gone = new Set(backups.map(({ id }) => id));
    const targets: ChangeTarget[] = [];
    const preconditions: Precondition[] = [];
    for (const backup of backups) {
      const summary = await reading.summary(backup);
      const { gpo, gpoName, time, folder, id } = summary;
      const remains = (await reading.list(folder)).some((other) => other.gpo === gpo && !gone.has(other.id));
      preconditions.push(
        await backupPrecondition(context, summary, new BackupSet(context.ports, folder).backupFolder(id)),
      );
      targets.push({
        subject: { kind: 'backup', id, folder, name: gpoName },
        steps: [{ kind: 'delete-backup', backup }],
        safetyBackup: undefined,
        confirmation: undefined,
        describe: () =>
          Promise.resolve({
            effects: [planMessage('backup-deleted', { gpo: gpoName, backupTime: time, folder })],
            warnings: remains ? [] : [planMessage('last-backup-of-gpo', { gpo: gpoName })],
          }),
      });
    }
    return { address: undefined, domainName: '', targets, preconditions, undoable: false };
  },
};
