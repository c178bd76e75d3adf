import type { WmiFilter } from '../../../core/model/domain';

/** The queries of a WMI filter as one text. */
export function queryText(queries: WmiFilter['queries']): string {
  return queries.map(({ query }) => query).join('; ');
}
