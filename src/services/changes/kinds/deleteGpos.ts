import { inTurns } from '../../../core/kernel/steps';
import { PolicyError } from '../../../core/kernel/errors';
import type { GpoLinkPlace, GpoSummary } from '../../../core/model/gpo';
import { isDefaultGpo, parseSomPath } from '../../../core/model/ids';
import { planMessage } from '../../../core/model/planMessages';
import type { Change, ChangeContext, ItemDescription } from '../change';
import { changedFiles, fileChange } from '../content/compareFiles';
import { changedSettings } from '../content/compareSettings';
import { noFiles, withCurrentContent } from '../content/gpoContent';
import type { DomainStep } from '../domainStep';
import { DomainView } from '../domainView';
import { preparedOf } from './preparedOf';

/** GPOs that go, with the links to them when asked. The two of every domain are refused. */
export const deleteGpos: Change<'delete'> = {
  prepare: async ({ domain, gpos, removeLinks }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    return preparedOf(view, gpos, async (id) => {
      const gpo = await view.gpo(id);
      if (isDefaultGpo(id)) throw new PolicyError('default-gpo-protected', { name: gpo.name, operation: 'delete' });
      const links = await view.linksOf(id);
      const paths = links.flatMap(({ somPath }) => parseSomPath(somPath) ?? []);
      const soms = await Promise.all(paths.map((path) => view.som(path)));
      const unlink = paths.map((som): DomainStep => ({ kind: 'remove-link', som, gpo: id }));
      return {
        preconditions: [await view.gpoPrecondition(id), ...soms.map((som) => view.somPrecondition(som))],
        target: {
          subject: { kind: 'gpo', id, name: gpo.name },
          steps: [...(removeLinks ? unlink : []), { kind: 'delete-gpo', gpo: id }],
          safetyBackup: id,
          confirmation: undefined,
          describe: () => describe(view, gpo, links, removeLinks, context),
        },
      };
    });
  },
};

async function describe(
  view: DomainView,
  gpo: GpoSummary,
  links: readonly GpoLinkPlace[],
  removeLinks: boolean,
  context: ChangeContext,
): Promise<ItemDescription> {
  const { files, pacer } = context.ports;
  const content = await withCurrentContent(context, view.provider, gpo.id, async (current) => {
    const changed = await inTurns(changedFiles(files, current.files, noFiles), pacer, context.token);
    return { files: changed.map(fileChange), ...changedSettings(files, changed) };
  });
  const removed = links.map(({ somPath, order, enabled, enforced }) =>
    planMessage('link-removed', { gpo: gpo.name, som: somPath, order, enabled, enforced }),
  );
  return {
    effects: [planMessage('gpo-deleted', { name: gpo.name }), ...(removeLinks ? removed : [])],
    warnings: [
      ...(removeLinks || links.length === 0 ? [] : [planMessage('links-left-broken', { count: links.length })]),
      ...content.warnings,
    ],
    files: content.files,
    settings: content.settings,
    links,
  };
}
