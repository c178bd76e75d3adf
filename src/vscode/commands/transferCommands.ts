import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import type { BackupSummary } from '../../core/model/backup';
import type { MappingChoice } from '../../core/model/changeRequest';
import type { GpoSummary } from '../../core/model/gpo';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { askMigrationTable, askText, pickOne, type Choice } from '../ui/pick';
import { pickBackupFolder, pickBackups, pickDomain } from '../ui/pickPolicy';
import type { CommandContext, Commands } from './commandContext';
import { chooseGpo } from './gpoCommands';
import type { CommandTarget } from './ids';
import { backupsOf, gposOf, nodesOf } from './targets';

/** Restore from Backup, Import Settings, Copy: each shows a plan. */
export function transferCommands(context: CommandContext): Commands {
  return {
    restore: (target, all) => restore(context, target, all),
    importSettings: (target, all) => importSettings(context, target, all),
    copy: (target, all) => copy(context, target, all),
  };
}

/** Backups of the rows, or those that the user chooses. @throws cancelled */
async function chooseBackups(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  title: string,
  many: boolean,
): Promise<readonly BackupSummary[]> {
  const chosen = backupsOf(nodesOf(context, target, all), 'newest');
  if (chosen.length > 0) return chosen;
  const folder = await pickBackupFolder(context.catalogues, title, 'read');
  return pickBackups(context.catalogues, folder, title, many);
}

async function restore(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Restore from Backup');
  const nodes = nodesOf(context, target, all);
  const gpos = gposOf(nodes);
  const backups =
    gpos === undefined
      ? await chooseBackups(context, target, all, title, true)
      : await backupsOfGpos(context, gpos.gpos, title);
  const domain = gpos?.catalogue ?? (await domainOfOrigin(context, backups, title));
  const restoreLinks = await pickOne(
    { title, placeholder: vscode.l10n.t('A restore leaves links as they are, as GPMC does.') },
    [
      { label: vscode.l10n.t('Leave Links as They Are'), value: false },
      {
        label: vscode.l10n.t('Put Links Back Too'),
        detail: vscode.l10n.t('Those that were noted with the backup'),
        value: true,
      },
    ],
  );
  await context.changes.propose({
    kind: 'restore',
    domain: domain.address,
    backups: backups.map(({ folder, id }) => ({ folder, id })),
    restoreLinks,
  });
}

/** For each GPO the backup that the user chooses. @throws cancelled */
async function backupsOfGpos(
  { catalogues }: CommandContext,
  gpos: readonly GpoSummary[],
  title: string,
): Promise<readonly BackupSummary[]> {
  const folder = await pickBackupFolder(catalogues, title, 'read');
  const all = await catalogues.backupFolder(folder).backups.all();
  const wanted = new Set(gpos.map(({ id }) => id));
  const fitting = all.filter(({ gpo }) => wanted.has(gpo));
  if (fitting.length === 0)
    throw new PolicyError('backup-not-found', { backup: gpos.map(({ name }) => name).join(', '), folder });
  return pickBackups(catalogues, folder, title, true, (backup) => wanted.has(backup.gpo));
}

/** The domain that the backups are of, when it is shown; else one that the user chooses, and the plan says what is wrong. */
async function domainOfOrigin(
  { catalogues }: CommandContext,
  backups: readonly BackupSummary[],
  title: string,
): Promise<DomainCatalogue> {
  const domains = catalogues.domains();
  await Promise.allSettled(domains.map((domain) => domain.overview()));
  const names = new Set(backups.map(({ domain }) => domain.toLowerCase()));
  const own = domains.find((domain) => names.has((domain.known?.info.dnsName ?? '').toLowerCase()));
  return own ?? (await pickDomain(catalogues, title));
}

async function importSettings(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Import Settings');
  const nodes = nodesOf(context, target, all);
  const fromRows = backupsOf(nodes, 'newest')[0];
  const chosen = fromRows === undefined ? await chooseGpo(context, target, all, title) : undefined;
  const backup = fromRows ?? (await chooseBackups(context, undefined, undefined, title, false))[0];
  if (backup === undefined) return;
  const into = chosen ?? (await chooseGpo(context, undefined, undefined, title));
  await proposeImport(context, into.catalogue, into.gpo, backup);
}

/** Asks about a migration table and shows the plan of an import. @throws cancelled and what planning throws */
export async function proposeImport(
  context: CommandContext,
  catalogue: DomainCatalogue,
  gpo: GpoSummary,
  backup: BackupSummary,
): Promise<void> {
  const { info } = await catalogue.overview();
  const isForeign = backup.domain.toLowerCase() !== info.dnsName.toLowerCase();
  const mapping = await askMapping(vscode.l10n.t('Import Settings'), isForeign);
  await context.changes.propose({
    kind: 'import',
    domain: catalogue.address,
    gpo: gpo.id,
    backup: { folder: backup.folder, id: backup.id },
    ...(mapping === undefined ? {} : { mapping }),
  });
}

/** A migration table, when the user wants one: proposed first where settings come from another domain. @throws cancelled */
async function askMapping(title: string, isForeign: boolean): Promise<MappingChoice | undefined> {
  const none: Choice<'none' | 'table' | 'strict'> = {
    label: vscode.l10n.t('Without a Migration Table'),
    value: 'none',
  };
  const tables: readonly Choice<'none' | 'table' | 'strict'>[] = [
    {
      label: vscode.l10n.t('With a Migration Table…'),
      detail: vscode.l10n.t('What it does not map stays as it is'),
      value: 'table',
    },
    {
      label: vscode.l10n.t('Only What a Migration Table Maps…'),
      detail: vscode.l10n.t('Fails when a principal or path is not mapped'),
      value: 'strict',
    },
  ];
  const how = await pickOne(
    {
      title,
      placeholder: isForeign
        ? vscode.l10n.t('The settings come from another domain: principals and paths may have to be mapped.')
        : vscode.l10n.t('Map principals and paths?'),
    },
    isForeign ? [...tables, none] : [none, ...tables],
  );
  if (how === 'none') return undefined;
  return { file: await askMigrationTable(vscode.l10n.t('Migration table')), strict: how === 'strict' };
}

async function copy(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Copy');
  const { catalogue, gpo } = await chooseGpo(context, target, all, title);
  const domains = context.catalogues.domains();
  const into =
    domains.length > 1 ? await pickDomain(context.catalogues, vscode.l10n.t('Copy "{0}" to', gpo.name)) : catalogue;
  await proposeCopy(context, catalogue, gpo, into);
}

/** Asks for name, permissions and migration table, and shows the plan of a copy. @throws cancelled and what planning throws */
export async function proposeCopy(
  context: CommandContext,
  from: DomainCatalogue,
  gpo: GpoSummary,
  into: DomainCatalogue,
): Promise<void> {
  const title = vscode.l10n.t('Copy');
  const isSame = into.address === from.address;
  const names = new Set((await into.gpos.all()).map(({ name }) => name.toLowerCase()));
  const proposal = isSame || names.has(gpo.name.toLowerCase()) ? vscode.l10n.t('Copy of {0}', gpo.name) : gpo.name;
  const newName = await askText(title, vscode.l10n.t('The name of the copy in {0}', into.name), proposal, (text) =>
    names.has(text.trim().toLowerCase()) ? vscode.l10n.t('A GPO of this name exists in {0}.', into.name) : undefined,
  );
  const copyAcl = await pickOne({ title, placeholder: vscode.l10n.t('Permissions of the copy') }, [
    { label: vscode.l10n.t('Default Permissions of New GPOs'), value: false },
    { label: vscode.l10n.t('Preserve the Existing Permissions'), value: true },
  ]);
  const mapping = isSame ? undefined : await askMapping(title, true);
  await context.changes.propose({
    kind: 'copy',
    domain: from.address,
    gpo: gpo.id,
    target: into.address,
    newName,
    copyAcl,
    ...(mapping === undefined ? {} : { mapping }),
  });
}
