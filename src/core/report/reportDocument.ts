import type { Problem } from '../kernel/problem';

/** A text as people read it, and as the file has it where that differs. */
export interface ReportValue {
  readonly text: string;
  readonly raw?: string;
}

/** A named value, with more of them below it. */
export interface ReportDetail extends ReportValue {
  readonly label: string;
  /** A paragraph, such as the explanation of a policy; shown apart from short values. */
  readonly long?: true;
  readonly children?: readonly ReportDetail[];
}

/** How a value is coloured; always said in words too. */
export type ReportTone = 'on' | 'off' | 'muted' | 'warning';

/** A cell: one text, or named values below each other, or both. */
export interface ReportCell extends ReportValue {
  readonly items?: readonly ReportDetail[];
  readonly tone?: ReportTone;
}

/** A column; `key` is the same in every language, `weight` its share of the width. */
export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  readonly weight: number;
}

/** A row; `id` is unique in the document and stays the same when the report is made again. */
export interface ReportRow {
  readonly id: string;
  readonly cells: readonly ReportCell[];
  /** All else that the file says of it; shown on demand. */
  readonly details: readonly ReportDetail[];
}

/** Kinds of section that a program may look for; the heading is in the reader's language. */
export type ReportSectionKind =
  | 'gpo'
  | 'general'
  | 'links'
  | 'security-filtering'
  | 'delegation'
  | 'wmi-filter'
  | 'computer'
  | 'user'
  | 'extension'
  | 'group'
  | 'other';

/** A part of the report: a heading, short facts, a table, and parts below it. */
export interface ReportSection {
  /** Unique in the document, the same when the report is made again. */
  readonly id: string;
  readonly kind: ReportSectionKind;
  readonly heading: string;
  /** Said of the whole section in one line below the heading. */
  readonly facts: readonly ReportDetail[];
  /** `facts`: names and values, without a header. */
  readonly layout: 'facts' | 'table';
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Said instead of a table when there is nothing. */
  readonly empty?: string;
  readonly sections: readonly ReportSection[];
}

/** A report for display: everything that the file says, in an order for people. */
export interface ReportDocument {
  readonly kind: 'gpo' | 'gpos' | 'rsop' | 'other';
  /** The GPO's name. */
  readonly title: string;
  /** DNS name of its domain; empty where there is none. */
  readonly domain: string;
  readonly problems: readonly Problem[];
  readonly sections: readonly ReportSection[];
}

/** How many rows a section and those below it have, without what is only for the curious. */
export function rowCount(section: ReportSection): number {
  const own = section.kind === 'other' ? 0 : section.rows.length;
  return section.sections.reduce((total, child) => total + rowCount(child), own);
}
