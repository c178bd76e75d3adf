import type { ReportRow } from '../core/report/reportDocument';
import type { OpenReport, ReportHead, ReportHit } from '../services/reports/reportSessions';

/** What the report page asks of the editor. Answers to messages with an `id` carry the same one. */
export type FromReportPage =
  | { readonly type: 'ready' }
  | {
      readonly type: 'rows';
      readonly id: number;
      readonly section: number;
      readonly from: number;
      readonly count: number;
    }
  | { readonly type: 'search'; readonly id: number; readonly text: string }
  /** Without `row`, the section. */
  | { readonly type: 'copy'; readonly section: number; readonly row?: number }
  | { readonly type: 'save' }
  | { readonly type: 'print' }
  | { readonly type: 'show-xml' };

/** What the editor tells the report page. */
export type ToReportPage =
  /** The beginning of a large report, before the rest is read. */
  | { readonly type: 'head'; readonly head: ReportHead }
  /** `problems` are sentences. */
  | { readonly type: 'opened'; readonly report: OpenReport; readonly problems: readonly string[] }
  | { readonly type: 'rows'; readonly id: number; readonly rows: readonly ReportRow[] }
  | { readonly type: 'hits'; readonly id: number; readonly hits: readonly ReportHit[] }
  /** Said to the screen reader and shown for a moment. */
  | { readonly type: 'notice'; readonly text: string }
  /** Without `id`, the report could not be opened at all. */
  | { readonly type: 'failed'; readonly id?: number; readonly text: string };

/** The page's own words, in the user's language; the page has them from the start, as an attribute of its body. */
export interface ReportPageWords {
  readonly search: string;
  readonly next: string;
  readonly previous: string;
  readonly clear: string;
  readonly expandAll: string;
  readonly collapseAll: string;
  readonly save: string;
  readonly print: string;
  readonly showXml: string;
  readonly copySection: string;
  readonly contents: string;
  readonly details: string;
  readonly loading: string;
  readonly reading: string;
  readonly problems: string;
  readonly noHits: string;
  /** `{0}` of `{1}`. */
  readonly hitOf: string;
  /** `{0}` is a number. */
  readonly rows: string;
  /** `{0}` is a range of numbers, `{1}` their number in all. */
  readonly rowsOf: string;
  readonly previousRows: string;
  readonly nextRows: string;
  /** `{0}` is a section. */
  readonly pages: string;
  readonly tools: string;
  readonly loadFailed: string;
}
