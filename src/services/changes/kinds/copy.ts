import { planMessage } from '../../../core/model/planMessages';
import type { Change, ChangeContext, ItemDescription } from '../change';
import { describeContent } from '../content/describeContent';
import { noFiles, withCurrentContent } from '../content/gpoContent';
import { DomainView } from '../domainView';
import { readMapping, type ChosenMapping } from '../mapping';
import type { GpoSummary } from '../../../core/model/gpo';
import { mappingEffects } from './mappingEffects';

/** A new GPO with the settings of another one, in the same or another domain. */
export const copy: Change<'copy'> = {
  prepare: async ({ domain, gpo: id, target, newName, copyAcl, mapping }, context) => {
    const source = await DomainView.open(context.domains, domain, context.token);
    const view = target === domain ? source : await DomainView.open(context.domains, target, context.token);
    const gpo = await source.gpo(id);
    await view.checkName(newName, undefined);
    const table = mapping === undefined ? undefined : readMapping(context.ports, mapping);
    return {
      address: target,
      domainName: view.info.dnsName,
      undoable: true,
      preconditions: [
        await source.gpoPrecondition(id),
        view.namePrecondition(newName),
        ...(table === undefined ? [] : [table.precondition]),
      ],
      targets: [
        {
          subject: { kind: 'gpo', id: undefined, name: newName },
          steps: [{ kind: 'copy-gpo', from: domain, gpo: id, name: newName, copyAcl, mapping: mapping ?? null }],
          safetyBackup: undefined,
          confirmation: undefined,
          describe: () => describe(source, view, gpo, { newName, copyAcl }, table, context),
        },
      ],
    };
  },
};

async function describe(
  source: DomainView,
  target: DomainView,
  gpo: GpoSummary,
  { newName, copyAcl }: { readonly newName: string; readonly copyAcl: boolean },
  table: ChosenMapping | undefined,
  context: ChangeContext,
): Promise<ItemDescription> {
  const { files } = context.ports;
  const content = await withCurrentContent(context, source.provider, gpo.id, (current) =>
    Promise.resolve({
      ...describeContent(files, noFiles, current),
      mapping: mappingEffects(files, current, table, target.info),
    }),
  );
  const links = await source.linksOf(gpo.id);
  const filter = (await source.wmiFilters()).find(({ id }) => id === gpo.wmiFilter);
  const within = source.address === target.address;
  return {
    effects: [
      planMessage('gpo-copied', {
        from: gpo.name,
        to: newName,
        fromDomain: source.info.dnsName,
        toDomain: target.info.dnsName,
      }),
      planMessage(copyAcl ? 'acl-copied' : 'acl-default', {}),
      ...content.mapping.effects,
      ...(links.length > 0 ? [planMessage('links-not-copied', { count: links.length })] : []),
    ],
    warnings: [
      ...(gpo.wmiFilter !== undefined && !within
        ? [planMessage('wmi-filter-not-copied', { name: filter?.name ?? gpo.wmiFilter })]
        : []),
      ...content.mapping.warnings,
      ...content.warnings,
    ],
    files: content.files,
    settings: content.settings,
  };
}
