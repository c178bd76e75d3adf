import type {
  ReportCell,
  ReportColumn,
  ReportDetail,
  ReportRow,
  ReportSection,
  ReportSectionKind,
  ReportValue,
} from './reportDocument';

/** A section while it is filled. Ids are paths of keys; a key that occurs again gets a number. */
export class SectionDraft {
  readonly #rows: ReportRow[] = [];
  readonly #facts: ReportDetail[] = [];
  readonly #sections: SectionDraft[] = [];
  readonly #keys = new Map<string, number>();
  #columns: readonly ReportColumn[] = [];
  #layout: 'facts' | 'table';
  #empty: string | undefined;

  constructor(
    readonly id: string,
    private readonly kind: ReportSectionKind,
    private readonly heading: string,
    layout: 'facts' | 'table' = 'table',
  ) {
    this.#layout = layout;
  }

  /** The header of the table. */
  columns(...columns: readonly ReportColumn[]): this {
    this.#columns = columns;
    return this;
  }

  /** Names and values instead of a table. */
  asFacts(): this {
    this.#layout = 'facts';
    return this;
  }

  /** A row; `key` tells it from the others. */
  row(key: string, cells: readonly ReportCell[], details: readonly ReportDetail[] = []): void {
    this.#rows.push({ id: this.#unique(`r:${key}`), cells, details });
  }

  /** A name and a value. */
  value(label: string, value: ReportCell, details: readonly ReportDetail[] = []): void {
    this.row(label, [{ text: label }, value], details);
  }

  /** Named values of any depth, each as a row. */
  values(details: readonly ReportDetail[]): void {
    for (const { label, children, ...value } of details)
      this.value(label, children === undefined ? value : { ...value, items: children });
  }

  /** Said below the heading. */
  fact(label: string, value: ReportValue): void {
    this.#facts.push({ label, ...value });
  }

  /** Said when there is no row. */
  whenEmpty(text: string): this {
    this.#empty = text;
    return this;
  }

  /** A section below this one. */
  section(key: string, kind: ReportSectionKind, heading: string, layout: 'facts' | 'table' = 'table'): SectionDraft {
    const draft = new SectionDraft(this.#unique(key), kind, heading, layout);
    this.#sections.push(draft);
    return draft;
  }

  /** What no rendering took: short values below the heading, the others as a section of their own. */
  rest(details: readonly ReportDetail[], heading: string): void {
    const deep = details.filter((detail) => detail.children !== undefined || detail.text.length > 80);
    for (const detail of details) if (!deep.includes(detail)) this.#facts.push(detail);
    if (deep.length > 0) this.section('rest', 'other', heading, 'facts').values(deep);
  }

  finish(): ReportSection {
    const base = {
      id: this.id,
      kind: this.kind,
      heading: this.heading,
      facts: this.#facts,
      layout: this.#layout,
      columns: this.#columns,
      rows: this.#rows,
      sections: this.#sections.map((section) => section.finish()),
    };
    const isEmpty = this.#rows.length === 0 && this.#sections.length === 0;
    return isEmpty && this.#empty !== undefined ? { ...base, empty: this.#empty } : base;
  }

  #unique(key: string): string {
    const times = (this.#keys.get(key) ?? 0) + 1;
    this.#keys.set(key, times);
    const id = times === 1 ? key : `${key}#${String(times)}`;
    return this.id === '' ? id : `${this.id}/${id}`;
  }
}

/** A column; `weight` is its share of the width. */
export function column(key: string, label: string, weight = 1): ReportColumn {
  return { key, label, weight };
}

/** A text for people that stands for `raw` in the file. */
export function shown(text: string, raw: string): ReportValue {
  return text === raw || raw === '' ? { text } : { text, raw };
}
