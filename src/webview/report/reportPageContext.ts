import type { ReportPageWords } from '../../shared/reportMessages';
import type { PageHost } from './pageHost';
import type { SectionSummary } from '../../services/reports/reportSessions';
import type { RowBudget } from './rowBudget';
import type { SectionNode } from './sectionList';

/** What the parts of the page share. */
export interface ReportPageContext {
  readonly host: PageHost;
  readonly words: ReportPageWords;
  readonly budget: RowBudget;
  /** Ids of rows whose details are open. */
  readonly openRows: ReadonlySet<string>;
  /** Whether a section is unfolded, also one that has no element now. */
  isOpen(section: SectionSummary): boolean;
  makeSection(section: SectionSummary): SectionNode;
  /** Of a section that was not built yet, in pixels. */
  estimatedHeight(section: SectionSummary): number;
  rowToggled(id: string, open: boolean): void;
  sectionToggled(id: string, changed: boolean): void;
  /** Rows came into the document. */
  rowsShown(body: Element): void;
  /** Calls `near` when the element comes near the visible part of the page or leaves it; `height` in pixels at that time. */
  watchNear(target: Element, near: (isNear: boolean, height: number) => void): void;
  unwatchNear(target: Element): void;
  /** Work in a frame that has time left, `settling` frames from now at the earliest; false when it was not wanted any more by then. */
  turn(isWanted: () => boolean, work: () => void, settling?: number): Promise<boolean>;
}
