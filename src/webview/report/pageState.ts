/** What the page remembers over a reload. Sections and rows by id, as their numbers change when the report does. */
export interface PageState {
  /** Sections that are not as they are at first: folded or unfolded. */
  readonly toggled: readonly string[];
  /** Rows whose details are open. */
  readonly openRows: readonly string[];
  readonly query: string;
  /** What stands at the top: a section, a row of it (-1: its head), and how far it is scrolled out, in pixels. */
  readonly anchor: { readonly section: string; readonly row: number; readonly offset: number } | undefined;
}

export const initialState: PageState = { toggled: [], openRows: [], query: '', anchor: undefined };

/** The state in a value of unknown origin. */
export function readState(value: unknown): PageState {
  if (!isRecord(value)) return initialState;
  const { toggled, openRows, query, anchor } = value;
  return {
    toggled: texts(toggled),
    openRows: texts(openRows),
    query: typeof query === 'string' ? query : '',
    anchor: readAnchor(anchor),
  };
}

function readAnchor(value: unknown): PageState['anchor'] {
  if (!isRecord(value)) return undefined;
  const { section, row, offset } = value;
  if (typeof section !== 'string' || typeof row !== 'number' || typeof offset !== 'number') return undefined;
  return { section, row, offset };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
