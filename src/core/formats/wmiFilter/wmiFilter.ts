import { parseWmiFilterId, type WmiFilterId } from '../../model/ids';

/** One query of a WMI filter. */
export interface WmiQuery {
  readonly namespace: string;
  readonly query: string;
}

/**
 * The queries in msWMI-Parm2: `count;` then for each `3;<length of namespace>;<length of query>;WQL;<namespace>;<query>;`
 * (measured). Read by length, since queries hold `;`.
 */
export function readWmiQueries(text: string): readonly WmiQuery[] {
  const queries: WmiQuery[] = [];
  let at = text.indexOf(';') + 1;
  while (at > 0 && at < text.length) {
    const head = /^(\d+);(\d+);(\d+);([^;]*);/.exec(text.slice(at));
    if (head === null) break;
    const namespaceLength = Number(head[2]);
    const queryLength = Number(head[3]);
    const namespaceAt = at + head[0].length;
    const queryAt = namespaceAt + namespaceLength + 1;
    queries.push({
      namespace: text.slice(namespaceAt, namespaceAt + namespaceLength),
      query: text.slice(queryAt, queryAt + queryLength),
    });
    at = queryAt + queryLength + 1;
  }
  return queries;
}

/** msWMI-Parm2 of queries; wrong lengths would make the filter fail closed. */
export function writeWmiQueries(queries: readonly WmiQuery[]): string {
  const parts = queries.map(
    ({ namespace, query }) => `3;${String(namespace.length)};${String(query.length)};WQL;${namespace};${query};`,
  );
  return `${String(queries.length)};${parts.join('')}`;
}

/** The filter in a gPCWQLFilter attribute, `[contoso.com;{GUID};0]`; undefined for none. */
export function readWqlFilter(text: string): WmiFilterId | undefined {
  const match = /\{[0-9a-f-]{36}\}/i.exec(text);
  return match === null ? undefined : parseWmiFilterId(match[0]);
}

/** A gPCWQLFilter attribute; empty for none. */
export function writeWqlFilter(dnsDomain: string, filter: WmiFilterId | undefined): string {
  return filter === undefined ? '' : `[${dnsDomain};${filter};0]`;
}
