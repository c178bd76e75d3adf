import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { quietRun, type CommandContext } from '../commandContext';
import { domainOf, gposOf } from '../names';
import { printSummary } from '../output';
import { withProgress } from '../progress';

interface BackupOptions {
  readonly domain: string;
  readonly to: string;
  readonly all?: boolean;
  readonly comment?: string;
  readonly json?: boolean;
  readonly progress?: string;
}

/** `gpo backup GPO…|--all --domain D --to DIR`. */
export function addBackup(program: Command, context: CommandContext): void {
  program
    .command('backup')
    .argument('[gpo...]', t('GPOs by name or GUID'))
    .description(t('back GPOs up into a folder that Import-GPO and Restore-GPO read'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
    .requiredOption('--to <dir>', t('the backup folder; created when it is missing'))
    .option('--all', t('every GPO of the domain'))
    .option('--comment <text>', t('a comment for the backups'), '')
    .option('--json', t('print one JSON document on standard output'))
    .option('--progress <form>', t('json: progress as NDJSON on standard error'))
    .action(async (names: readonly string[], options: BackupOptions) => {
      if (options.all !== true && names.length === 0)
        program.error(t('Name the GPOs to back up, or use --all.'), { exitCode: 2 });
      const address = domainOf(context, options.domain);
      await context.services.openDomain({ address }, quietRun(context));
      const gpos =
        options.all === true ? ('all' as const) : (await gposOf(context, address, names)).map((gpo) => gpo.id);
      const folder = context.absolutePath(options.to);
      const summary = await withProgress(context, options, (run) =>
        context.services.backUp({ address, gpos, folder, comment: options.comment ?? '' }, run),
      );
      printSummary(context, options, summary);
    });
}
