import type { BackupCoreSettings } from '../../../core/formats/backupXml/backupDocument';
import { readWqlFilter } from '../../../core/formats/wmiFilter/wmiFilter';
import type { BackupSidecar } from '../../../core/model/backup';
import type { PlanMessage } from '../../../core/model/changePlan';
import { planMessage } from '../../../core/model/planMessages';
import type { DomainView } from '../domainView';
import { queryText } from './queryText';

/** Whether the WMI filter of a backup is in the domain and asks the same: GPMC's own backup does not hold the query. */
export async function wmiFilterWarnings(
  view: DomainView,
  core: Pick<BackupCoreSettings, 'wmiFilter' | 'wmiFilterName'>,
  sidecar: BackupSidecar | undefined,
): Promise<readonly PlanMessage[]> {
  const id = readWqlFilter(core.wmiFilter);
  if (id === undefined) return [];
  const saved = sidecar?.wmiFilter;
  const found = (await view.wmiFilters()).find((filter) => filter.id === id);
  const name = saved?.name ?? core.wmiFilterName ?? found?.name ?? id;
  const backupQuery = saved === undefined ? '' : queryText(saved.queries);
  if (found === undefined) {
    const namespace = saved?.queries[0]?.namespace ?? '';
    return [planMessage('wmi-filter-missing', { name, namespace, query: backupQuery })];
  }
  const query = queryText(found.queries);
  return saved === undefined || query === backupQuery
    ? []
    : [planMessage('wmi-filter-differs', { name, backupQuery, query })];
}
