import type { Problem } from '../../core/kernel/problem';
import type { RunContext } from '../../core/ports/runContext';
import type {
  ReportColumn,
  ReportDetail,
  ReportDocument,
  ReportRow,
  ReportSectionKind,
} from '../../core/report/reportDocument';
import type { ReportFormat, ReportSource } from './reportSource';

/**
 * Reports held open for a page: it is told the sections, and asks for rows as it needs them, so that a report of 25,000
 * settings is read, kept and searched where nobody waits. Everything is plain data that can be cloned.
 */
export interface ReportSessions {
  /**
   * Reads a report and keeps it under a handle. The head of a large one goes to `progress` long before the rest is read.
   *
   * @throws report-not-recognised
   */
  openReport(input: { readonly source: ReportSource }, run: RunContext<ReportHead>): Promise<OpenReport>;
  /** Rows of a section. @throws report-closed */
  reportRows(input: ReportRange, run: RunContext<never>): Promise<readonly ReportRow[]>;
  /** Where a text occurs, without regard to case, in the order of the report. @throws report-closed */
  searchReport(
    input: { readonly handle: number; readonly text: string },
    run: RunContext<never>,
  ): Promise<readonly ReportHit[]>;
  /** A row, or a section with its header, as tab-separated text for a spreadsheet. @throws report-closed */
  copyReport(
    input: { readonly handle: number; readonly section: number; readonly row?: number },
    run: RunContext<never>,
  ): Promise<string>;
  /** The open report as the bytes of a file. @throws report-closed */
  saveReport(
    input: { readonly handle: number; readonly format: ReportFormat },
    run: RunContext<never>,
  ): Promise<Uint8Array>;
  /** Forgets a report; one that is not open is none of its business. */
  closeReport(input: { readonly handle: number }, run: RunContext<never>): Promise<void>;
}

/** Rows `from` (from 0), at most `count` of them, of the section with that index. */
export interface ReportRange {
  readonly handle: number;
  readonly section: number;
  readonly from: number;
  readonly count: number;
}

/** What is known of a report before it is read to its end. */
export interface ReportHead {
  readonly title: string;
  readonly domain: string;
  readonly general: readonly ReportRow[];
}

/** A report that is held open. */
export interface OpenReport {
  readonly handle: number;
  readonly kind: ReportDocument['kind'];
  readonly title: string;
  readonly domain: string;
  readonly problems: readonly Problem[];
  /** In the order of the report, each before those below it. */
  readonly sections: readonly SectionSummary[];
}

/** A section without its rows. */
export interface SectionSummary {
  /** Its place in the list. */
  readonly index: number;
  /** Of the section around it; -1 at the top. */
  readonly parent: number;
  readonly id: string;
  readonly kind: ReportSectionKind;
  readonly heading: string;
  /** From 1. */
  readonly level: number;
  readonly facts: readonly ReportDetail[];
  readonly layout: 'facts' | 'table';
  readonly columns: readonly ReportColumn[];
  /** Rows of its own. */
  readonly rows: number;
  /** Rows of its own and of those below it. */
  readonly allRows: number;
  readonly empty?: string;
}

/** Where a text was found; `row` is -1 for a section's head. */
export interface ReportHit {
  readonly section: number;
  readonly row: number;
}
