import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import type { GpoSummary } from '../../core/model/gpo';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { requireTrust } from '../changeFlow';
import { showError } from '../ui/errors';
import { askText } from '../ui/pick';
import { withBack } from '../ui/wizard';
import type { DropActions, GpoOfDrag } from '../views/dragAndDrop';
import { backUp } from './backUpCommands';
import type { CommandContext } from './commandContext';
import { proposeCopy, proposeImport } from './transferCommands';
import { proposeLink } from './linkCommands';

/** What drops do: the same as the commands, each with its plan in between. */
export function dropActions(context: () => CommandContext): DropActions {
  return {
    importInto: async (dragged, into) => {
      requireTrust(vscode.l10n.t('Import Settings'));
      const { catalogues } = context();
      const backups = await catalogues.backupFolder(dragged.folder).backups.all();
      const backup = backups.find(({ id }) => id === dragged.id);
      if (backup === undefined)
        throw new PolicyError('backup-not-found', { backup: dragged.id, folder: dragged.folder });
      await withBack(() => proposeImport(context(), into.parent.catalogue, into.gpo, backup));
    },
    link: async (dragged, som) => {
      requireTrust(vscode.l10n.t('Link GPO Here'));
      const { catalogue } = som.domain;
      const { gpos } = await gposOfDrag(context(), dragged);
      const foreign = gpos.find(({ domain }) => domain !== catalogue.address);
      if (foreign !== undefined)
        throw new PolicyError('wrong-use', {
          detail: vscode.l10n.t('"{0}" is of another domain: copy it to {1} first.', foreign.name, catalogue.name),
        });
      if (som.som !== undefined)
        await proposeLink(
          context(),
          catalogue,
          som.som,
          gpos.map(({ id }) => id),
        );
    },
    copyInto: async (dragged, domain) => {
      requireTrust(vscode.l10n.t('Copy'));
      const { from, gpos } = await gposOfDrag(context(), dragged);
      for (const gpo of gpos) await withBack(() => proposeCopy(context(), from, gpo, domain.catalogue));
    },
    backUpInto: async (dragged, folder) => {
      const title = vscode.l10n.t('Back Up');
      requireTrust(title);
      const { from, gpos } = await gposOfDrag(context(), dragged);
      const comment = await askText(title, vscode.l10n.t('A comment for these backups; it can be left empty.'), '');
      const names = new Map(gpos.map(({ id, name }) => [name, id]));
      await backUp(context(), from, title, names, { folder, comment });
    },
    failed: (error) => showError(error, context().log),
  };
}

/** The GPOs as they are now; all of one domain. @throws gpo-not-found */
async function gposOfDrag(
  { catalogues }: CommandContext,
  dragged: readonly GpoOfDrag[],
): Promise<{ readonly from: DomainCatalogue; readonly gpos: readonly GpoSummary[] }> {
  const [first] = dragged;
  if (first === undefined) throw new PolicyError('cancelled', {});
  const from = catalogues.domain(first.domain);
  await from.gpos.all();
  const gpos = dragged
    .filter(({ domain }) => domain === first.domain)
    .map(({ gpo }) => {
      const found = from.gpo(gpo);
      if (found === undefined) throw new PolicyError('gpo-not-found', { gpo, domain: from.name });
      return found;
    });
  return { from, gpos };
}
