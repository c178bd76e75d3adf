import type { Problem, ProblemCode } from '../../kernel/problem';
import { parseWmiFilterId, type WmiFilterId } from '../../model/ids';

/** One query of a WMI filter. */
export interface WmiQuery {
  readonly namespace: string;
  readonly query: string;
}

/**
 * The queries in msWMI-Parm2: `count;` then for each `3;<length of namespace>;<length of query>;WQL;<namespace>;<query>;`
 * (measured). Read by length, since queries hold `;`; where the lengths are wrong, which {@link checkWmiQueries} tells, as
 * far as the separators show the parts.
 */
export function readWmiQueries(text: string): readonly WmiQuery[] {
  return scan(text).queries;
}

/** msWMI-Parm2 of queries; wrong lengths would make the filter fail closed. */
export function writeWmiQueries(queries: readonly WmiQuery[]): string {
  const parts = queries.map(
    ({ namespace, query }) => `3;${String(namespace.length)};${String(query.length)};WQL;${namespace};${query};`,
  );
  return `${String(queries.length)};${parts.join('')}`;
}

/**
 * What is wrong with msWMI-Parm2; `place.record` is the query, from 1. `wmi-filter-malformed`, `wmi-filter-wrong-length`
 * (Windows takes such a filter for false), `wmi-filter-wrong-count {stated, found}`, and the warning
 * `wmi-filter-unknown-language {language}`.
 */
export function checkWmiQueries(text: string): readonly Problem[] {
  return scan(text).problems;
}

/** The filter in a gPCWQLFilter attribute, `[contoso.com;{GUID};0]`, or in a WMIFilter of Backup.xml; undefined for none. */
export function readWqlFilter(text: string): WmiFilterId | undefined {
  const match = /\{[0-9a-f-]{36}\}/i.exec(text);
  return match === null ? undefined : parseWmiFilterId(match[0]);
}

/** A gPCWQLFilter attribute; empty for none. */
export function writeWqlFilter(dnsDomain: string, filter: WmiFilterId | undefined): string {
  return filter === undefined ? '' : `[${dnsDomain};${filter};0]`;
}

/** The WMIFilter of Backup.xml and the path of the filter in WMI; empty for none. Read by {@link readWqlFilter}. */
export function writeSomFilterPath(dnsDomain: string, filter: WmiFilterId | undefined): string {
  return filter === undefined ? '' : `MSFT_SomFilter.ID="${filter}",Domain="${dnsDomain}"`;
}

interface ScannedQueries {
  readonly queries: readonly WmiQuery[];
  readonly problems: readonly Problem[];
}

function scan(text: string): ScannedQueries {
  const queries: WmiQuery[] = [];
  const problems: Problem[] = [];
  const note = (code: ProblemCode, params: Problem['params'], severity: Problem['severity'] = 'error'): void => {
    problems.push({ code, severity, place: { record: queries.length + 1 }, params });
  };
  const count = /^\s*(\d+);/.exec(text);
  if (count === null) {
    if (text.trim() !== '') note('wmi-filter-malformed', {});
    return { queries, problems };
  }
  let at = count[0].length;
  while (text.slice(at).trim() !== '') {
    const query = queryAt(text, at);
    if (query === undefined) {
      note('wmi-filter-malformed', {});
      break;
    }
    if (!query.lengthsRight) note('wmi-filter-wrong-length', {});
    if (query.language.toUpperCase() !== 'WQL')
      note('wmi-filter-unknown-language', { language: query.language }, 'warning');
    queries.push({ namespace: query.namespace, query: query.query });
    at = query.end;
  }
  const stated = Number(count[1]);
  if (stated !== queries.length)
    problems.push({
      code: 'wmi-filter-wrong-count',
      severity: 'error',
      place: {},
      params: { stated, found: queries.length },
    });
  return { queries, problems };
}

interface ScannedQuery extends WmiQuery {
  readonly language: string;
  readonly lengthsRight: boolean;
  readonly end: number;
}

function queryAt(text: string, at: number): ScannedQuery | undefined {
  const head = /^\d+;(\d+);(\d+);([^;]*);/.exec(text.slice(at));
  if (head === null) return undefined;
  const language = head[3] ?? '';
  const start = at + head[0].length;
  const namespaceEnd = start + Number(head[1]);
  const queryEnd = namespaceEnd + 1 + Number(head[2]);
  if (text.charAt(namespaceEnd) === ';' && text.charAt(queryEnd) === ';')
    return {
      language,
      namespace: text.slice(start, namespaceEnd),
      query: text.slice(namespaceEnd + 1, queryEnd),
      lengthsRight: true,
      end: queryEnd + 1,
    };
  // The namespace has no `;`, and what follows is the query up to the end: where it ends is what the length should say.
  const separator = text.indexOf(';', start);
  const namespace = separator < 0 ? text.slice(start) : text.slice(start, separator);
  const rest = separator < 0 ? '' : text.slice(separator + 1).replace(/;\s*$/, '');
  return { language, namespace, query: rest, lengthsRight: false, end: text.length };
}
