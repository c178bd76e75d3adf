import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import type { GpoSummary, SideVersion } from '../../core/model/gpo';
import { statusName } from '../../text/names';
import { timeWithAge } from '../../text/times';
import { quietRun, type CommandContext } from '../commandContext';
import { domainOf } from '../names';
import { columns, printResult } from '../output';

/** `gpo list`: GPOs, OUs and sites with their links, WMI filters, starter GPOs or backups. */
export function addList(program: Command, context: CommandContext): void {
  program
    .command('list')
    .argument('[what]', t('one of {0}', Object.keys(lists).join(', ')), 'gpos')
    .description(t('list what is in a domain or a backup folder'))
    .option('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--from <dir>', t('a backup folder, for the list of backups'))
    .option('--json', t('print one JSON document on standard output'))
    .action(async (what: string, options: ListOptions) => {
      const list = lists[what];
      if (list === undefined) program.error(t('There is no list "{0}".', what), { exitCode: 2 });
      else await list(program, context, options);
    });
}

interface ListOptions {
  readonly domain?: string;
  readonly from?: string;
  readonly json?: boolean;
}

type List = (program: Command, context: CommandContext, options: ListOptions) => Promise<void>;

const listGpos: List = async (program, context, options) => {
  const address = domainOf(context, required(program, options.domain, '--domain'));
  const gpos = await context.services.listGpos({ address }, quietRun(context));
  printResult(context, options, gpos, () =>
    columns(
      [t('Name'), t('GUID'), t('Status'), t('Computer'), t('User'), t('Links')],
      gpos.map((gpo) => [
        gpo.name,
        gpo.id,
        statusName(gpo.status),
        versionText(gpo.computer),
        versionText(gpo.user),
        linkText(gpo),
      ]),
    ),
  );
};

const listSoms: List = async (program, context, options) => {
  const address = domainOf(context, required(program, options.domain, '--domain'));
  const soms = await context.services.listSoms({ address }, quietRun(context));
  const gpos = await context.services.listGpos({ address }, quietRun(context));
  const names = new Map(gpos.map((gpo) => [gpo.id, gpo.name]));
  printResult(context, options, soms, () =>
    soms.flatMap((som) => [
      som.inheritanceBlocked ? t('{0} (inheritance blocked)', som.path) : som.path,
      ...som.links.map((link, index) => {
        const flags = [...(link.enforced ? [t('enforced')] : []), ...(link.enabled ? [] : [t('disabled')])];
        const name = names.get(link.gpo) ?? link.gpo;
        return `  ${String(index + 1)}. ${name}${flags.length === 0 ? '' : ` (${flags.join(', ')})`}`;
      }),
    ]),
  );
};

const listWmiFilters: List = async (program, context, options) => {
  const address = domainOf(context, required(program, options.domain, '--domain'));
  const filters = await context.services.listWmiFilters({ address }, quietRun(context));
  printResult(context, options, filters, () =>
    columns(
      [t('Name'), t('GUID'), t('Query')],
      filters.map((filter) => [filter.name, filter.id, filter.queries.map((query) => query.query).join('; ')]),
    ),
  );
};

const listStarters: List = async (program, context, options) => {
  const address = domainOf(context, required(program, options.domain, '--domain'));
  const starters = await context.services.listStarterGpos({ address }, quietRun(context));
  printResult(context, options, starters, () =>
    columns(
      [t('Name'), t('GUID'), t('Description')],
      starters.map((starter) => [starter.name, starter.id, starter.description]),
    ),
  );
};

const listBackups: List = async (program, context, options) => {
  const folder = context.absolutePath(required(program, options.from, '--from'));
  const backups = await context.services.listBackups({ folder }, quietRun(context));
  printResult(context, options, backups, () =>
    columns(
      [t('GPO'), t('Time'), t('Backup id'), t('Domain'), t('Comment')],
      backups.map((backup) => [backup.gpoName, timeWithAge(backup.time), backup.id, backup.domain, backup.comment]),
    ),
  );
};

const lists: Readonly<Record<string, List>> = {
  gpos: listGpos,
  soms: listSoms,
  'wmi-filters': listWmiFilters,
  starters: listStarters,
  backups: listBackups,
};

function required(program: Command, value: string | undefined, option: string): string {
  return value ?? program.error(t('{0} is needed.', option), { exitCode: 2 });
}

function versionText(version: SideVersion): string {
  return version.sysvol === version.ad
    ? String(version.ad)
    : t('AD {0}, SYSVOL {1}', version.ad, version.sysvol ?? '?');
}

function linkText(gpo: GpoSummary): string {
  return gpo.linkCount === 0 ? t('not linked') : String(gpo.linkCount);
}
