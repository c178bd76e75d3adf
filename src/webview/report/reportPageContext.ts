import type { ReportPageWords } from '../../shared/reportMessages';
import type { PageHost } from './pageHost';
import type { RowBudget } from './rowBudget';

/** What the parts of the page share. */
export interface ReportPageContext {
  readonly host: PageHost;
  readonly words: ReportPageWords;
  readonly budget: RowBudget;
  /** Ids of rows whose details are open. */
  readonly openRows: ReadonlySet<string>;
  /** Ids of sections that are not as they are at first. */
  readonly toggled: ReadonlySet<string>;
  rowToggled(id: string, open: boolean): void;
  sectionToggled(id: string, changed: boolean): void;
  /** Rows came into the document. */
  rowsShown(body: Element): void;
  /** Calls `near` when the element comes near the visible part of the page or leaves it. */
  watchNear(target: Element, near: (isNear: boolean) => void): void;
  unwatchNear(target: Element): void;
  /** One piece of work a frame: resolves when it is the caller's turn. */
  turn(): Promise<void>;
}
