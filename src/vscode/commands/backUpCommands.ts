import { vscode } from '../vscodeApi';
import type { GpoId } from '../../core/model/ids';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { askText } from '../ui/pick';
import { pickBackupFolder, pickDomain, pickGpos } from '../ui/pickPolicy';
import type { CommandContext, Commands } from './commandContext';
import type { CommandTarget } from './ids';
import { domainOf, gposOf, nodesOf, type ChosenGpos } from './targets';

/** Back Up, Back Up All. */
export function backUpCommands(context: CommandContext): Commands {
  return {
    backUp: async (target, all) => {
      const title = vscode.l10n.t('Back Up');
      const { catalogue, gpos } = await chooseGpos(context, target, all, title);
      const names = new Map(gpos.map(({ id, name }) => [name, id]));
      await backUp(context, catalogue, title, names, await askWhere(context, title));
    },
    backUpAll: async (target, all) => {
      const title = vscode.l10n.t('Back Up All');
      const catalogue = domainOf(nodesOf(context, target, all)) ?? (await pickDomain(context.catalogues, title));
      await backUp(context, catalogue, title, 'all', await askWhere(context, title));
    },
  };
}

/** The GPOs of the rows, or those that the user chooses. @throws cancelled */
export async function chooseGpos(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  title: string,
): Promise<ChosenGpos> {
  const nodes = nodesOf(context, target, all);
  const chosen = gposOf(nodes);
  if (chosen !== undefined) return chosen;
  const catalogue = domainOf(nodes) ?? (await pickDomain(context.catalogues, title));
  const selected = gposOf(context.domainsView.selected.rows);
  const picked = selected?.catalogue === catalogue ? new Set(selected.gpos.map(({ id }) => id)) : undefined;
  return { catalogue, gpos: await pickGpos(catalogue, title, picked) };
}

/** Where backups go, and what is noted with them. */
interface Where {
  readonly folder: string;
  readonly comment: string;
}

async function askWhere({ catalogues }: CommandContext, title: string): Promise<Where> {
  const folder = await pickBackupFolder(catalogues, title, 'write');
  const comment = await askText(title, vscode.l10n.t('A comment for these backups; it can be left empty.'), '');
  return { folder, comment };
}

/** Backs GPOs up with progress and says how it ended. */
export async function backUp(
  { services, runner, summaries, catalogues }: CommandContext,
  catalogue: DomainCatalogue,
  title: string,
  gpos: ReadonlyMap<string, GpoId> | 'all',
  where: Where,
): Promise<void> {
  const { info } = await catalogue.overview();
  const rows = gpos === 'all' ? new Map(catalogue.gpos.items.map(({ id, name }) => [name, id] as const)) : gpos;
  try {
    const summary = await runner.run(
      {
        kind: 'back-up',
        change: undefined,
        title,
        domainName: info.dnsName,
        subjects: gpos === 'all' ? [] : [...gpos.keys()],
        rows: { domain: catalogue.address, gpos: rows },
      },
      (run) =>
        services.backUp(
          { address: catalogue.address, gpos: gpos === 'all' ? 'all' : [...gpos.values()], ...where },
          run,
        ),
      (result) => result,
    );
    summaries.show(summary, undefined);
  } finally {
    catalogues.backupFolder(where.folder).changed();
  }
}
