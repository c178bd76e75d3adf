import { vscode } from '../vscodeApi';
import type { GpoSummary } from '../../core/model/gpo';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { askText, pickFromList } from '../ui/pick';
import { gpoChoices, pickDomain } from '../ui/pickPolicy';
import { ErrorNode } from '../views/treeNode';
import type { CommandContext, Commands } from './commandContext';

/** Refresh, Find GPO, Filter and Clear, Retry. */
export function viewCommands(context: CommandContext): Commands {
  const { catalogues, domainsView, backupsView } = context;
  return {
    refresh: () => catalogues.reload(),
    findGpo: async () => {
      const title = vscode.l10n.t('Find GPO');
      const catalogue = await pickDomain(catalogues, title);
      const gpo = await findGpo(catalogue, title);
      await domainsView.revealGpo(catalogue.address, gpo.id);
    },
    filterDomains: async () => {
      await domainsView.setFilter(await askFilter(domainsView.filter));
    },
    clearDomainsFilter: () => domainsView.setFilter(''),
    filterBackups: async () => {
      await backupsView.setFilter(await askFilter(backupsView.filter));
    },
    clearBackupsFilter: () => backupsView.setFilter(''),
    retry: async (target) => {
      if (target instanceof ErrorNode) target.retry();
      else await catalogues.reload();
    },
  };
}

async function findGpo(catalogue: DomainCatalogue, title: string): Promise<GpoSummary> {
  const question = { title, placeholder: vscode.l10n.t('Name, GUID or state of a GPO of {0}', catalogue.name) };
  const [gpo] = await pickFromList(question, catalogue.gpos, gpoChoices, { many: false });
  if (gpo === undefined) throw new vscode.CancellationError();
  return gpo;
}

function askFilter(current: string): Promise<string> {
  return askText(
    vscode.l10n.t('Filter'),
    vscode.l10n.t('Show only rows that have all of these words, in names, GUIDs or comments. Empty shows everything.'),
    current,
  );
}
