import type { PlanMessage } from '../../../core/model/changePlan';
import type { WmiFilter } from '../../../core/model/domain';
import type { WmiFilterId } from '../../../core/model/ids';
import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { DomainView } from '../domainView';
import { preparedOf } from './preparedOf';
import { queryText } from './queryText';

/** The WMI filter of GPOs, or none. */
export const setWmiFilter: Change<'set-wmi-filter'> = {
  prepare: async ({ domain, gpos, filter }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    const wanted = filter === null ? undefined : await view.wmiFilter(filter);
    return preparedOf(view, gpos, async (id) => {
      const gpo = await view.gpo(id);
      const changes = gpo.wmiFilter !== wanted?.id;
      const gpoPrecondition = await view.gpoPrecondition(id);
      return {
        preconditions: wanted === undefined ? [gpoPrecondition] : [gpoPrecondition, view.wmiFilterPrecondition(wanted)],
        target: {
          subject: { kind: 'gpo', id, name: gpo.name },
          steps: changes ? [{ kind: 'set-wmi-filter', gpo: id, filter }] : [],
          safetyBackup: undefined,
          confirmation: undefined,
          describe: async () => ({
            effects: [
              changes ? filterEffect(await nameOf(view, gpo.wmiFilter), wanted) : planMessage('nothing-changes', {}),
            ],
            links: await view.linksOf(id),
          }),
        },
      };
    });
  },
};

async function nameOf(view: DomainView, id: WmiFilterId | undefined): Promise<string | undefined> {
  return id === undefined ? undefined : ((await view.wmiFilters()).find((filter) => filter.id === id)?.name ?? id);
}

/** The filter that stays, or that there is none. */
export function keptFilter(filter: WmiFilter | undefined): PlanMessage {
  return filter === undefined
    ? planMessage('wmi-filter-none', {})
    : planMessage('wmi-filter-is', { name: filter.name, query: queryText(filter.queries) });
}

/** What becomes of the filter. @param from name of the present one */
export function filterEffect(from: string | undefined, to: WmiFilter | undefined): PlanMessage {
  if (to === undefined) return planMessage('wmi-filter-cleared', { name: from ?? '' });
  const query = queryText(to.queries);
  return from === undefined
    ? planMessage('wmi-filter-set', { name: to.name, query })
    : planMessage('wmi-filter-replaced', { from, to: to.name, query });
}
