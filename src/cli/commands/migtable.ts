import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { quietRun, type CommandContext } from '../commandContext';
import { exitCodes } from '../exitCodes';
import { backupOf, domainOf, gposOf } from '../names';
import { printResult } from '../output';
import { problemText } from '../../text/problems';

interface NewOptions {
  readonly domain?: string;
  readonly from?: string;
  readonly security?: boolean;
  readonly json?: boolean;
  readonly output?: string;
}

/** `gpo migtable new|check`. */
export function addMigtable(program: Command, context: CommandContext): void {
  const migtable = program
    .command('migtable')
    .description(t('migration tables: map principals and paths between domains'));
  migtable
    .command('new')
    .argument('<name...>', t('GPOs (with --domain) or backups (with --from)'))
    .description(t('write a migration table with what GPOs or backups mention'))
    .option('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--from <dir>', t('a backup folder'))
    .requiredOption('-o, --output <file>', t('the .migtable to write'))
    .option('--security', t('include the principals of the permissions'))
    .option('--json', t('print one JSON document on standard output'))
    .action(async (names: readonly string[], options: NewOptions) => {
      const file = context.absolutePath(options.output ?? '');
      const from = await sourceOf(program, context, names, options);
      const entries = await context.services.createMigrationTable(
        { file, from, includeSecurity: options.security === true },
        quietRun(context),
      );
      printResult(context, options, { file, entries }, () => [t('{0}: {1} entries', file, entries)]);
    });
  migtable
    .command('check')
    .argument('<file>', t('a .migtable'))
    .description(t('check a migration table; exit code 1 when something is wrong'))
    .option('--json', t('print one JSON document on standard output'))
    .action(async (path: string, options: { json?: boolean }) => {
      const result = await context.services.checkMigrationTable(
        { file: context.absolutePath(path) },
        quietRun(context),
      );
      printResult(context, options, result, () =>
        result.findings.length === 0
          ? [t('{0} entries, nothing wrong.', result.entries)]
          : result.findings.map((finding) =>
              finding.severity === 'error'
                ? t('Error: {0}', problemText(finding))
                : t('Warning: {0}', problemText(finding)),
            ),
      );
      if (result.findings.length > 0) context.exit(exitCodes.findings);
    });
}

async function sourceOf(program: Command, context: CommandContext, names: readonly string[], options: NewOptions) {
  if (options.domain !== undefined) {
    const address = domainOf(context, options.domain);
    return { address, gpos: (await gposOf(context, address, names)).map((gpo) => gpo.id) };
  }
  if (options.from === undefined) return program.error(t('{0} is needed.', '--domain, --from'), { exitCode: 2 });
  const folder = context.absolutePath(options.from);
  const backups = await Promise.all(names.map((name) => backupOf(context, folder, name)));
  return { backups: backups.map(({ id }) => ({ folder, id })) };
}
