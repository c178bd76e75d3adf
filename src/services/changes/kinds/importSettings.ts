import { planMessage } from '../../../core/model/planMessages';
import type { Change, ChangeContext, ItemDescription } from '../change';
import { describeContent, versionWarnings } from '../content/describeContent';
import { withCurrentContent } from '../content/gpoContent';
import { withMappedContent } from '../content/mappedContent';
import { versionChanges } from '../content/versionChanges';
import { DomainView } from '../domainView';
import { readMapping, type ChosenMapping } from '../mapping';
import type { PlanMessage } from '../../../core/model/changePlan';
import type { GpoSummary } from '../../../core/model/gpo';
import type { GpoId } from '../../../core/model/ids';
import { ageWarnings } from './ageWarnings';
import { BackupReading, backupAge, type ChosenBackup } from './backupFacts';
import { defaultGpoConfirmation } from './defaultGpo';
import { mappingEffects } from './mappingEffects';
import { preparedOf } from './preparedOf';
import { keptFilter } from './setWmiFilter';

/** The settings of a backup, of any domain, in place of those of a GPO. Links, permissions, filter, name and status stay. */
export const importSettings: Change<'import'> = {
  prepare: async ({ domain, gpo: id, backup: choice, mapping }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    const backup = await new BackupReading(context).read(choice);
    const table = mapping === undefined ? undefined : readMapping(context.ports, mapping);
    return preparedOf(view, [id], async () => {
      const gpo = await view.gpo(id);
      return {
        preconditions: [
          backup.precondition,
          await view.gpoPrecondition(id),
          ...(table === undefined ? [] : [table.precondition]),
        ],
        target: {
          subject: { kind: 'gpo', id, name: gpo.name },
          steps: [{ kind: 'import-settings', gpo: id, backup: choice, mapping: mapping ?? null }],
          safetyBackup: id,
          confirmation: defaultGpoConfirmation(gpo),
          describe: () => describe(view, id, backup, table, context),
        },
      };
    });
  },
};

/** The filter that the GPO keeps; one that is missing in the domain stops the GPO everywhere. */
async function presentFilter(view: DomainView, { wmiFilter }: GpoSummary): Promise<readonly PlanMessage[]> {
  const filter = (await view.wmiFilters()).find(({ id }) => id === wmiFilter);
  return wmiFilter !== undefined && filter === undefined ? [] : [keptFilter(filter)];
}

async function missingFilter(view: DomainView, { wmiFilter }: GpoSummary): Promise<readonly PlanMessage[]> {
  const isThere = (await view.wmiFilters()).some(({ id }) => id === wmiFilter);
  return wmiFilter === undefined || isThere
    ? []
    : [planMessage('wmi-filter-missing', { name: wmiFilter, namespace: '', query: '' })];
}

async function describe(
  view: DomainView,
  id: GpoId,
  { content, summary, sidecar }: ChosenBackup,
  table: ChosenMapping | undefined,
  context: ChangeContext,
): Promise<ItemDescription> {
  const { files, clock } = context.ports;
  const before = await view.details(id);
  const { mapping, ...changes } = await withMappedContent(
    context,
    content,
    view,
    table,
    ({ content: mapped, mapper }) =>
      withCurrentContent(context, view.provider, id, async (current) => ({
        ...(await describeContent(context, current.files, mapped)),
        mapping: mappingEffects(files, content, mapper, table, view.info),
      })),
  );
  const facts = backupAge(summary, clock);
  const { core } = content.document;
  return {
    effects: [
      planMessage('settings-imported', {
        name: before.name,
        backupName: core.displayName,
        backupDomain: core.domain,
        ...facts,
      }),
      planMessage('import-leaves-alone', {}),
      planMessage('status-is', { status: before.status }),
      ...(await presentFilter(view, before)),
      ...mapping.effects,
    ],
    warnings: [
      ...ageWarnings(facts.ageDays, sidecar).filter(({ code }) => code !== 'backup-without-sidecar'),
      ...mapping.warnings,
      ...(await missingFilter(view, before)),
      ...versionWarnings(before),
      ...changes.warnings,
      ...(before.links.length > 0 ? [planMessage('links-take-effect', { count: before.links.length })] : []),
    ],
    files: changes.files,
    settings: changes.settings,
    versions: versionChanges(before, content),
    links: before.links,
  };
}
