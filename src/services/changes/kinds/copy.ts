import { formatSddl } from '../../../core/formats/securityDescriptor/formatSddl';
import { planMessage } from '../../../core/model/planMessages';
import type { Change, ChangeContext, ItemDescription } from '../change';
import { descriptorOfSddl } from '../content/comparePermissions';
import { describeContent } from '../content/describeContent';
import { withMappedContent } from '../content/mappedContent';
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
  const details = await source.details(gpo.id);
  const content = await withCurrentContent(context, source.provider, gpo.id, (current) =>
    withMappedContent(context, current, target, table, async ({ content: mapped, mapper }) => {
      if (copyAcl) mapper?.sddl(formatSddl(descriptorOfSddl(details.sddl, source.info)));
      return {
        ...(await describeContent(context, noFiles, mapped)),
        mapping: mappingEffects(files, current, mapper, table, target.info),
      };
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
