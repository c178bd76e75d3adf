import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import type { MappingChoice } from '../../core/model/changeRequest';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import type { CommandContext } from '../commandContext';
import { backupOf, domainOf, gpoOf } from '../names';

interface ImportOptions extends ChangeOptions {
  readonly domain: string;
  readonly from?: string;
  readonly migrationTable?: string;
  readonly strict?: boolean;
}

/** `gpo import BACKUP GPO --from DIR --domain D [--migration-table F] [--strict]`. */
export function addImport(program: Command, context: CommandContext): void {
  const command = program
    .command('import')
    .argument('[backup]', t('a backup id, or a GPO by name or GUID: its newest backup'))
    .argument('[gpo]', t('the GPO that gets the settings, by name or GUID'))
    .description(t('replace the settings of a GPO with those of a backup of any domain'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--from <dir>', t('the backup folder'))
    .option('--migration-table <file>', t('a .migtable that maps principals and paths'))
    .option('--strict', t('fail when the table does not map everything'));
  withChangeOptions(command).action(
    async (backup: string | undefined, gpo: string | undefined, options: ImportOptions) => {
      await runChange(context, options, async () => {
        if (options.from === undefined || backup === undefined || gpo === undefined)
          return program.error(t('{0} is needed.', 'BACKUP, GPO, --from'), { exitCode: 2 });
        const address = domainOf(context, options.domain);
        const folder = context.absolutePath(options.from);
        const { id } = await backupOf(context, folder, backup);
        const target = await gpoOf(context, address, gpo);
        const mapping = mappingOf(context, options);
        return {
          kind: 'import',
          domain: address,
          gpo: target.id,
          backup: { folder, id },
          ...(mapping === undefined ? {} : { mapping }),
        };
      });
    },
  );
}

/** The mapping that the options name. */
export function mappingOf(
  context: CommandContext,
  options: { readonly migrationTable?: string; readonly strict?: boolean },
): MappingChoice | undefined {
  return options.migrationTable === undefined
    ? undefined
    : { file: context.absolutePath(options.migrationTable), strict: options.strict === true };
}
