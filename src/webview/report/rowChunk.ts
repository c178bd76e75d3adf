import type { ReportRow } from '../../core/report/reportDocument';
import { element } from './element';
import type { ReportPageContext } from './reportPageContext';
import type { RowHolder } from './rowBudget';
import { detailsElement, rowElement, type RowPlace } from './rowElements';
import type { SectionSummary } from '../../services/reports/reportSessions';

/** Rows in one body of a table: asked for when near, given up when far. So few that building them fits into a frame. */
export const rowsPerChunk = 25;

/** Height of a row that was not measured yet, in pixels. */
export const estimatedRowHeight = 28;

/** Frames for which a body has to stay near before its rows are asked for: who scrolls past at speed reads none of them. */
const settlingFrames = 2;

/** A body of a table with up to {@link rowsPerChunk} rows. */
export class RowChunk implements RowHolder {
  readonly body: HTMLTableSectionElement;
  #rows: readonly ReportRow[] | undefined;
  #loading: Promise<void> | undefined;
  /** When it was last seen to leave: asking for it later would cost a layout. */
  #height = 0;
  #isNear = false;
  /** Asked for wherever the reader is. */
  #isAsked = false;

  constructor(
    private readonly page: ReportPageContext,
    private readonly section: SectionSummary,
    /** First row, from 0. */
    readonly from: number,
    readonly count: number,
    /** The first one of its table on the page. */
    private readonly isFirst: boolean,
  ) {
    this.body = element('tbody', { role: 'rowgroup', class: 'chunk' });
    this.body.style.height = `${String(count * estimatedRowHeight)}px`;
    this.body.addEventListener('click', this.#click);
    page.watchNear(this.body, this.#near);
  }

  get rowsHeld(): number {
    return this.#rows?.length ?? 0;
  }

  /** Has the rows in the document, wherever the reader is. */
  async show(): Promise<void> {
    if (this.#rows !== undefined) return;
    this.#isAsked = true;
    await this.#load();
    this.#isAsked = false;
  }

  release(): void {
    if (this.#rows === undefined) return;
    this.body.style.height = `${String(this.#height)}px`;
    this.body.replaceChildren();
    this.#rows = undefined;
  }

  /** The chunk leaves the page for good. */
  dispose(): void {
    this.page.unwatchNear(this.body);
    this.page.budget.visible(this);
    this.page.budget.removed(this.rowsHeld);
  }

  /** The element of a row that is in the document. */
  row(index: number): HTMLTableRowElement | undefined {
    return this.body.querySelector<HTMLTableRowElement>(`tr[data-row="${String(index)}"]`) ?? undefined;
  }

  /** Opens or closes a row's details. */
  toggleDetails(index: number, open?: boolean): void {
    const line = this.row(index);
    const data = this.#rows?.[index - this.from];
    const button = line?.querySelector('.disclosure[aria-expanded]');
    if (line === undefined || data === undefined || !button) return;
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    if (open === isOpen) return;
    button.setAttribute('aria-expanded', String(!isOpen));
    if (isOpen) line.nextElementSibling?.remove();
    else line.after(detailsElement(data, this.#place(index)));
    this.page.rowsShown(this.body);
    this.page.rowToggled(data.id, !isOpen);
  }

  readonly #near = (isNear: boolean, height: number): void => {
    this.#height = height;
    this.#isNear = isNear;
    if (!isNear) {
      this.page.budget.hidden(this);
      return;
    }
    this.page.budget.visible(this);
    if (this.#rows === undefined)
      void this.page.turn(
        () => this.#isNear,
        () => void this.#load(),
        settlingFrames,
      );
  };

  #load(): Promise<void> {
    if (this.#rows !== undefined) return Promise.resolve();
    return (this.#loading ??= this.#loadOnce());
  }

  async #loadOnce(): Promise<void> {
    try {
      const rows = await this.page.host.rows(this.section.index, this.from, this.count);
      await this.page.turn(
        () => this.#isNear || this.#isAsked,
        () => this.#fill(rows),
      );
    } catch {
      const retry = element('button', { type: 'button', class: 'retry' }, this.page.words.loadFailed);
      retry.addEventListener('click', () => void this.show());
      this.body.replaceChildren(element('tr', { role: 'row' }, element('td', { role: 'cell' }, retry)));
    } finally {
      this.#loading = undefined;
    }
  }

  #fill(rows: readonly ReportRow[]): void {
    this.#rows = rows;
    const lines = document.createDocumentFragment();
    rows.forEach((row, index) => {
      const place = this.#place(this.from + index);
      const line = rowElement(row, place);
      lines.append(line);
      if (!this.page.openRows.has(row.id) || row.details.length === 0) return;
      line.querySelector('.disclosure')?.setAttribute('aria-expanded', 'true');
      lines.append(detailsElement(row, place));
    });
    this.body.replaceChildren(lines);
    this.body.style.height = '';
    this.page.budget.added(rows.length);
    this.page.rowsShown(this.body);
  }

  #place(row: number): RowPlace {
    const isFirst = row === this.from && this.isFirst;
    return { section: this.section, row, isFirst, detailsLabel: this.page.words.details };
  }

  readonly #click = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const row = target?.closest('.disclosure[aria-expanded]')?.closest('tr')?.dataset['row'];
    if (row !== undefined) this.toggleDetails(Number(row));
  };
}
