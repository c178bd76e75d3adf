import { vscode } from '../vscodeApi';
import type { Services } from '../../services/api';
import { problemText } from '../../text/problems';
import { askMigrationTable, pickOne } from '../ui/pick';
import { pickBackupFolder, pickBackups } from '../ui/pickPolicy';
import { withSlowProgress } from '../ui/slowProgress';
import { chooseGpos } from './backUpCommands';
import type { CommandContext, Commands } from './commandContext';
import type { CommandTarget } from './ids';
import { backupsOf, fileOf, gposOf, nodesOf } from './targets';

type TableInput = Parameters<Services['createMigrationTable']>[0];

/** Create Migration Table, Check Migration Table. */
export function migrationTableCommands(context: CommandContext): Commands {
  return {
    createMigrationTable: async (target, all) => {
      const title = vscode.l10n.t('Create Migration Table');
      const from = await chooseSource(context, target, all, title);
      const includeSecurity = await pickOne({ title, placeholder: vscode.l10n.t('Which principals?') }, [
        { label: vscode.l10n.t('Those in Settings'), value: false },
        { label: vscode.l10n.t('Those in Settings and in Permissions'), value: true },
      ]);
      const chosen = await vscode.window.showSaveDialog({
        title,
        filters: { [vscode.l10n.t('Migration tables')]: ['migtable'] },
      });
      if (chosen === undefined) return;
      const file = chosen.fsPath;
      const entries = await withSlowProgress(title, (token) =>
        context.services.createMigrationTable({ file, from, includeSecurity }, { token, progress: () => undefined }),
      );
      const open = vscode.l10n.t('Open');
      const answer = await vscode.window.showInformationMessage(
        vscode.l10n.t('{0}: {1} entries. Fill in their destinations before you import.', file, entries),
        open,
      );
      if (answer === open) await vscode.window.showTextDocument(chosen);
    },
    checkMigrationTable: async (target) => {
      const file = fileOf(target) ?? (await askMigrationTable(vscode.l10n.t('Check Migration Table')));
      const { entries, findings } = await withSlowProgress(vscode.l10n.t('Check Migration Table'), (token) =>
        context.services.checkMigrationTable({ file }, { token, progress: () => undefined }),
      );
      const lines = findings.map((finding) => problemText(finding));
      if (lines.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('{0}: {1} entries, nothing wrong.', file, entries));
        return;
      }
      context.log.warn([file, ...lines].join('\n  '));
      const showLog = vscode.l10n.t('Show Log');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('{0}: {1} findings in {2} entries. {3}', file, lines.length, entries, lines[0] ?? ''),
        showLog,
      );
      if (answer === showLog) context.log.show(true);
    },
  };
}

async function chooseSource(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  title: string,
): Promise<TableInput['from']> {
  const nodes = nodesOf(context, target, all);
  const backups = backupsOf(nodes, 'newest');
  if (backups.length > 0) return { backups: backups.map(({ folder, id }) => ({ folder, id })) };
  const kind =
    gposOf(nodes) !== undefined
      ? 'gpos'
      : await pickOne({ title, placeholder: vscode.l10n.t('What should the table be filled from?') }, [
          { label: vscode.l10n.t('From Backups'), value: 'backups' as const },
          { label: vscode.l10n.t('From GPOs'), value: 'gpos' as const },
        ]);
  if (kind === 'gpos') {
    const { catalogue, gpos } = await chooseGpos(context, target, all, title);
    return { address: catalogue.address, gpos: gpos.map(({ id }) => id) };
  }
  const folder = await pickBackupFolder(context.catalogues, title, 'read');
  const chosen = await pickBackups(context.catalogues, folder, title, true);
  return { backups: chosen.map((backup) => ({ folder: backup.folder, id: backup.id })) };
}
