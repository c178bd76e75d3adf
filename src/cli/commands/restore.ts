import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { isDefaultGpo } from '../../core/model/ids';
import type { BackupSummary } from '../../core/model/backup';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import { quietRun, type CommandContext } from '../commandContext';
import { backupOf, domainOf } from '../names';

interface RestoreOptions extends ChangeOptions {
  readonly domain: string;
  readonly from?: string;
  readonly all?: boolean;
  readonly restoreLinks?: boolean;
}

/** `gpo restore BACKUP… --from DIR --domain D`. */
export function addRestore(program: Command, context: CommandContext): void {
  const command = program
    .command('restore')
    .argument('[backup...]', t('backup ids, or GPOs by name or GUID: the newest backup of each'))
    .description(t('restore GPOs of this domain from backups'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--from <dir>', t('the backup folder'))
    .option('--all', t('the newest backup of every GPO; the two default GPOs only with --allow-default-policy'))
    .option('--restore-links', t('put the links back that were recorded with the backup'));
  withChangeOptions(command).action(async (names: readonly string[], options: RestoreOptions) => {
    await runChange(context, options, async () => {
      if (options.from === undefined) return program.error(t('{0} is needed.', '--from'), { exitCode: 2 });
      const folder = context.absolutePath(options.from);
      if (options.all !== true && names.length === 0)
        program.error(t('Name the backups to restore, or use --all.'), { exitCode: 2 });
      const chosen =
        options.all === true
          ? await newestOfEach(context, folder, options.allowDefaultPolicy === true)
          : await Promise.all(names.map((name) => backupOf(context, folder, name)));
      return {
        kind: 'restore',
        domain: domainOf(context, options.domain),
        backups: chosen.map(({ id }) => ({ folder, id })),
        restoreLinks: options.restoreLinks === true,
      };
    });
  });
}

async function newestOfEach(
  context: CommandContext,
  folder: string,
  withDefaults: boolean,
): Promise<readonly BackupSummary[]> {
  const newest = new Map<string, BackupSummary>();
  for (const backup of await context.services.listBackups({ folder }, quietRun(context))) {
    if (isDefaultGpo(backup.gpo) && !withDefaults) continue;
    const best = newest.get(backup.gpo);
    if (best === undefined || backup.time > best.time) newest.set(backup.gpo, backup);
  }
  return [...newest.values()];
}
