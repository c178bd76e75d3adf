import { vscode } from '../vscodeApi';
import { basename, dirname } from 'node:path';
import { parseGuid } from '../../core/model/ids';
import { askFolder, pickOne } from '../ui/pick';
import { pickBackupFolder, pickBackups } from '../ui/pickPolicy';
import { withSlowProgress } from '../ui/slowProgress';
import type { CommandContext, Commands } from './commandContext';
import { backupFolderOf, backupsOf, fileOf, nodesOf } from './targets';

/** Add Backup Folder, Remove Backup Folder, Delete Backup. */
export function backupFolderCommands(context: CommandContext): Commands {
  const { catalogues, backupsView } = context;
  return {
    addBackupFolder: async (target) => {
      const title = vscode.l10n.t('Add Backup Folder');
      const file = fileOf(target);
      const folder = file === undefined ? await askFolder(title, title) : backupSetOf(file);
      // named first: a folder on another computer is opened only because the settings name it
      const isNew = !catalogues.places.backupFolders().includes(folder);
      await catalogues.addBackupFolder(folder);
      try {
        await withSlowProgress(vscode.l10n.t('Reading the backups'), (token) =>
          context.services.listBackups({ folder }, { token, progress: () => undefined }),
        );
      } catch (error) {
        if (isNew) await catalogues.removeBackupFolder(folder);
        throw error;
      }
      await backupsView.revealFolder(folder);
    },
    removeBackupFolder: async (target, all) => {
      const title = vscode.l10n.t('Remove Backup Folder');
      const folder =
        backupFolderOf(nodesOf(context, target, all)) ??
        (await pickOne(
          { title, placeholder: vscode.l10n.t('Choose a backup folder') },
          catalogues.places.backupFolders().map((value) => ({ label: value, value })),
        ));
      await catalogues.removeBackupFolder(folder);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} is no longer shown. Its files are untouched.', folder),
      );
    },
    deleteBackup: async (target, all) => {
      const title = vscode.l10n.t('Delete Backup');
      const nodes = nodesOf(context, target, all);
      const fromRows = backupsOf(nodes, 'all');
      const backups =
        fromRows.length > 0
          ? fromRows
          : await pickBackups(
              catalogues,
              backupFolderOf(nodes) ?? (await pickBackupFolder(catalogues, title, 'read')),
              title,
              true,
            );
      await context.changes.propose({
        kind: 'delete-backup',
        backups: backups.map(({ folder, id }) => ({ folder, id })),
      });
    },
  };
}

/** The backup set that a folder or one of its well-known files stands for. */
function backupSetOf(path: string): string {
  const isFile = /^(manifest|backup|bkupinfo)\.xml$/i.test(basename(path));
  const folder = isFile ? dirname(path) : path;
  return parseGuid(basename(folder)) === undefined ? folder : dirname(folder);
}
