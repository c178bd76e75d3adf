import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import type { CommandContext } from '../commandContext';
import { domainOf, gpoOf } from '../names';
import { mappingOf } from './import';

interface CopyOptions extends ChangeOptions {
  readonly domain: string;
  readonly to?: string;
  readonly newName?: string;
  readonly copyAcl?: boolean;
  readonly migrationTable?: string;
  readonly strict?: boolean;
}

/** `gpo copy GPO --domain D [--to D2] [--new-name N] [--copy-acl]`. */
export function addCopy(program: Command, context: CommandContext): void {
  const command = program
    .command('copy')
    .argument('[gpo]', t('the GPO by name or GUID'))
    .description(t('copy a GPO within a domain or to another one'))
    .requiredOption('--domain <domain>', t('the domain of the GPO: a snapshot folder'))
    .option('--to <domain>', t('the domain of the copy; the same one when left out'))
    .option('--new-name <name>', t('the name of the copy; "Copy of …" when left out'))
    .option('--copy-acl', t('copy the permissions; without it the copy gets the default ones'))
    .option('--migration-table <file>', t('a .migtable that maps principals and paths'))
    .option('--strict', t('fail when the table does not map everything'));
  withChangeOptions(command).action(async (gpo: string | undefined, options: CopyOptions) => {
    await runChange(context, options, async () => {
      if (gpo === undefined) return program.error(t('{0} is needed.', 'GPO'), { exitCode: 2 });
      const domain = domainOf(context, options.domain);
      const target = options.to === undefined ? domain : domainOf(context, options.to);
      const source = await gpoOf(context, domain, gpo);
      const mapping = mappingOf(context, options);
      return {
        kind: 'copy',
        domain,
        gpo: source.id,
        target,
        newName: options.newName ?? (target === domain ? t('Copy of {0}', source.name) : source.name),
        copyAcl: options.copyAcl === true,
        ...(mapping === undefined ? {} : { mapping }),
      };
    });
  });
}
