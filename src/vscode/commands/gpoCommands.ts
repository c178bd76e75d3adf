import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import type { GpoStatus, GpoSummary } from '../../core/model/gpo';
import type { StarterGpoId } from '../../core/model/ids';
import { statusName } from '../../text/names';
import { byName } from '../model/byName';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { askText, pickFromList, pickOne } from '../ui/pick';
import { pickDomain, pickGpo } from '../ui/pickPolicy';
import { chooseGpos } from './backUpCommands';
import type { CommandContext, Commands } from './commandContext';
import type { CommandTarget } from './ids';
import { domainOf, gposOf, nodesOf, starterOf } from './targets';

/** What is done to GPOs: each command makes a request, and its plan is shown. */
export function gpoCommands(context: CommandContext): Commands {
  return {
    newGpo: async (target, all) => {
      const title = vscode.l10n.t('New GPO');
      const catalogue = await chooseDomain(context, target, all, title);
      const name = await askName(catalogue, title, '');
      await context.changes.propose({ kind: 'create', domain: catalogue.address, name });
    },
    newFromStarter: (target, all) => newFromStarter(context, target, all),
    rename: async (target, all) => {
      const title = vscode.l10n.t('Rename');
      const { catalogue, gpo } = await chooseGpo(context, target, all, title);
      const newName = await askName(catalogue, title, gpo.name);
      await context.changes.propose({ kind: 'rename', domain: catalogue.address, gpo: gpo.id, newName });
    },
    deleteGpo: (target, all) => deleteGpos(context, target, all),
    setStatus: (target, all) => setStatus(context, target, all),
    setWmiFilter: (target, all) => setWmiFilter(context, target, all),
    clearWmiFilter: async (target, all) => {
      const { catalogue, gpos } = await chooseGpos(context, target, all, vscode.l10n.t('Clear WMI Filter'));
      const request = { kind: 'set-wmi-filter', domain: catalogue.address, filter: null } as const;
      await context.changes.propose({ ...request, gpos: gpos.map(({ id }) => id) });
    },
  };
}

async function chooseDomain(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  title: string,
): Promise<DomainCatalogue> {
  return domainOf(nodesOf(context, target, all)) ?? (await pickDomain(context.catalogues, title));
}

/** The first GPO of the rows, or the one that the user chooses. @throws cancelled */
export async function chooseGpo(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  title: string,
): Promise<{ readonly catalogue: DomainCatalogue; readonly gpo: GpoSummary }> {
  const nodes = nodesOf(context, target, all);
  const chosen = gposOf(nodes);
  const [first] = chosen?.gpos ?? [];
  if (chosen !== undefined && first !== undefined) return { catalogue: chosen.catalogue, gpo: first };
  const catalogue = domainOf(nodes) ?? (await pickDomain(context.catalogues, title));
  return { catalogue, gpo: await pickGpo(catalogue, title) };
}

/** A name that no GPO of the domain has. @throws cancelled */
async function askName(catalogue: DomainCatalogue, title: string, value: string): Promise<string> {
  const gpos = await catalogue.gpos.all();
  const taken = new Set(gpos.map(({ name }) => name.toLowerCase()));
  const problem = (text: string): string | undefined => {
    const name = text.trim();
    if (name === '') return vscode.l10n.t('A GPO needs a name.');
    if (name.length > 255) return vscode.l10n.t('A name has at most 255 characters.');
    if (taken.has(name.toLowerCase()) && name.toLowerCase() !== value.toLowerCase())
      return vscode.l10n.t('A GPO of this name exists in {0}.', catalogue.name);
    return undefined;
  };
  const name = await askText(title, vscode.l10n.t('The name of the GPO in {0}', catalogue.name), value, problem);
  if (name === value) throw new PolicyError('cancelled', {});
  return name;
}

async function newFromStarter(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('New from Starter GPO');
  const node = starterOf(nodesOf(context, target, all));
  const catalogue = node?.domain.catalogue ?? (await chooseDomain(context, target, all, title));
  const starter = node?.starter.id ?? (await pickStarter(catalogue, title));
  const name = await askName(catalogue, title, '');
  await context.changes.propose({ kind: 'create', domain: catalogue.address, name, starter });
}

async function pickStarter(catalogue: DomainCatalogue, title: string): Promise<StarterGpoId> {
  const [starter] = await pickFromList(
    { title, placeholder: vscode.l10n.t('Choose a starter GPO of {0}', catalogue.name) },
    catalogue.starterGpos,
    (starters) => byName(starters).map(({ id, name, description }) => ({ label: name, description, value: id })),
    { many: false },
  );
  if (starter === undefined) throw new PolicyError('cancelled', {});
  return starter;
}

async function deleteGpos(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Delete');
  const { catalogue, gpos } = await chooseGpos(context, target, all, title);
  const links = gpos.reduce((sum, { linkCount }) => sum + linkCount, 0);
  const removeLinks =
    links === 0 ||
    (await pickOne(
      {
        title,
        placeholder:
          links === 1
            ? vscode.l10n.t('One link names what is deleted. The plan lists it.')
            : vscode.l10n.t('{0} links name what is deleted. The plan lists them.', links),
      },
      [
        { label: vscode.l10n.t('Remove the Links Too'), value: true },
        {
          label: vscode.l10n.t('Leave the Links'),
          detail: vscode.l10n.t('They then name a GPO that is gone'),
          value: false,
        },
      ],
    ));
  await context.changes.propose({
    kind: 'delete',
    domain: catalogue.address,
    gpos: gpos.map(({ id }) => id),
    removeLinks,
  });
}

async function setStatus(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('GPO Status');
  const { catalogue, gpos } = await chooseGpos(context, target, all, title);
  const [first] = gpos;
  const statuses: readonly GpoStatus[] = ['all-enabled', 'user-disabled', 'computer-disabled', 'all-disabled'];
  const status = await pickOne(
    {
      title,
      placeholder:
        first !== undefined && gpos.length === 1
          ? vscode.l10n.t('Status of "{0}"', first.name)
          : vscode.l10n.t('Status of {0} GPOs', gpos.length),
    },
    statuses.map((value) => ({
      label: statusName(value),
      description: gpos.length === 1 && first?.status === value ? vscode.l10n.t('now') : '',
      value,
    })),
  );
  await context.changes.propose({
    kind: 'set-status',
    domain: catalogue.address,
    gpos: gpos.map(({ id }) => id),
    status,
  });
}

async function setWmiFilter(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Set WMI Filter');
  const { catalogue, gpos } = await chooseGpos(context, target, all, title);
  const none = { label: vscode.l10n.t('No WMI Filter'), value: null };
  const [filter] = await pickFromList(
    { title, placeholder: vscode.l10n.t('Choose a WMI filter of {0}', catalogue.name) },
    catalogue.wmiFilters,
    (filters) => [
      ...byName(filters).map(({ id, name, description, queries }) => ({
        label: name,
        description,
        detail: queries.map(({ query }) => query).join('; '),
        value: id,
      })),
      none,
    ],
    { many: false },
  );
  if (filter === undefined) throw new PolicyError('cancelled', {});
  await context.changes.propose({
    kind: 'set-wmi-filter',
    domain: catalogue.address,
    gpos: gpos.map(({ id }) => id),
    filter,
  });
}
