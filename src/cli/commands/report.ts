import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { PolicyError } from '../../core/kernel/errors';
import { quietRun, type CommandContext } from '../commandContext';
import { backupOf, domainOf, gpoOf } from '../names';
import { withProgress } from '../progress';
import type { ReportFormat, ReportSource } from '../../services/reports/reportSource';

interface ReportOptions {
  readonly domain?: string;
  readonly from?: string;
  readonly all?: boolean;
  readonly format: string;
  readonly output?: string;
  readonly progress?: string;
}

const formats: readonly ReportFormat[] = ['html', 'xml', 'json', 'markdown'];
const endings: Readonly<Record<ReportFormat, string>> = { html: 'html', xml: 'xml', json: 'json', markdown: 'md' };

/** `gpo report GPO|BACKUP|FILE --format html|xml|json|markdown [-o F]`. */
export function addReport(program: Command, context: CommandContext): void {
  program
    .command('report')
    .argument('[what]', t('a GPO (with --domain), a backup (with --from) or a gpreport.xml'))
    .description(t('report on a GPO, a backup or a report file'))
    .option('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--from <dir>', t('a backup folder'))
    .option('--all', t('every GPO of the domain, a file each, into the folder of -o'))
    .option('--format <format>', formats.join(', '), 'markdown')
    .option('-o, --output <path>', t('the file to write, else standard output'))
    .option('--progress <form>', t('json: progress as NDJSON on standard error'))
    .action(async (what: string | undefined, options: ReportOptions) => {
      const format = formats.find((item) => item === options.format);
      if (format === undefined)
        throw new PolicyError('wrong-use', { detail: t('--format takes {0}.', formats.join(', ')) });
      if (options.all === true) {
        await reportAll(program, context, options, format);
        return;
      }
      if (what === undefined) program.error(t('Name a GPO, a backup or a report file, or use --all.'), { exitCode: 2 });
      const source = await sourceOf(context, what, options);
      const bytes = await withProgress(context, options, (run) =>
        context.services.renderReport({ source, format }, run),
      );
      if (options.output === undefined) context.terminal.outBytes(bytes);
      else context.writeFile(context.absolutePath(options.output), bytes);
    });
}

async function sourceOf(context: CommandContext, what: string, options: ReportOptions): Promise<ReportSource> {
  if (options.domain !== undefined) {
    const address = domainOf(context, options.domain);
    return { kind: 'gpo', address, gpo: (await gpoOf(context, address, what)).id };
  }
  if (options.from !== undefined) {
    const folder = context.absolutePath(options.from);
    return { kind: 'backup', backup: { folder, id: (await backupOf(context, folder, what)).id } };
  }
  return { kind: 'file', path: context.absolutePath(what) };
}

async function reportAll(
  program: Command,
  context: CommandContext,
  options: ReportOptions,
  format: ReportFormat,
): Promise<void> {
  if (options.domain === undefined || options.output === undefined)
    return program.error(t('{0} is needed.', '--domain, -o'), { exitCode: 2 });
  const address = domainOf(context, options.domain);
  const folder = context.absolutePath(options.output);
  const gpos = await context.services.listGpos({ address }, quietRun(context));
  for (const gpo of gpos) {
    const bytes = await withProgress(context, options, (run) =>
      context.services.renderReport({ source: { kind: 'gpo', address, gpo: gpo.id }, format }, run),
    );
    context.writeFile(`${folder}/${gpo.id}.${endings[format]}`, bytes);
    context.terminal.out(`${gpo.id}.${endings[format]}  ${gpo.name}\n`);
  }
}
