import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import type { CommandContext } from '../commandContext';
import { backupOf } from '../names';

/** `gpo delete-backup BACKUP… --from DIR`. */
export function addDeleteBackup(program: Command, context: CommandContext): void {
  const command = program
    .command('delete-backup')
    .argument('[backup...]', t('backup ids, or GPOs by name or GUID: the newest backup of each'))
    .description(t('delete backups'))
    .option('--from <dir>', t('the backup folder'));
  withChangeOptions(command).action(async (names: readonly string[], options: ChangeOptions & { from?: string }) => {
    await runChange(context, options, async () => {
      if (options.from === undefined || names.length === 0)
        return program.error(t('{0} is needed.', 'BACKUP, --from'), { exitCode: 2 });
      const folder = context.absolutePath(options.from);
      const backups = await Promise.all(names.map((name) => backupOf(context, folder, name)));
      return { kind: 'delete-backup', backups: backups.map(({ id }) => ({ folder, id })) };
    });
  });
}
