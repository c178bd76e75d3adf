import type { SectionSummary } from '../../services/reports/reportSessions';
import { element, picture } from './element';
import type { ReportPageContext } from './reportPageContext';
import { RowChunk, rowsPerChunk } from './rowChunk';

/** Rows of a table in the page at once; the others are on pages of their own. */
export const rowsPerPage = 10_000;

/** A section's table; one of more than {@link rowsPerPage} rows by pages, with the way to the others above and below it. */
export class RowPages {
  readonly node = element('div', { class: 'row-pages' });
  readonly #table: HTMLTableElement;
  readonly #head: readonly HTMLElement[];
  readonly #pagers: readonly Pager[];
  #chunks: readonly RowChunk[] = [];
  #page = 0;

  constructor(
    private readonly page: ReportPageContext,
    private readonly section: SectionSummary,
  ) {
    const { index, layout, columns, rows } = section;
    const isTable = layout === 'table';
    this.#table = element('table', {
      role: 'table',
      class: isTable ? tableClass(columns.length) : 'values',
      'aria-labelledby': `h${String(index)}`,
      'aria-rowcount': rows + (isTable ? 1 : 0),
      'aria-colcount': isTable ? columns.length : 2,
    });
    this.#table.style.setProperty('--columns', gridColumns(isTable ? columns.map(({ weight }) => weight) : []));
    // where the page is too narrow for columns each cell says its own
    columns.forEach(({ label }, column) => {
      this.#table.style.setProperty(`--label${String(column + 1)}`, cssString(label));
    });
    this.#head = isTable ? [tableHead(section)] : [];
    const turn = (by: 1 | -1): void => this.#turn(by);
    this.#pagers = rows > rowsPerPage ? [new Pager(page, section, turn), new Pager(page, section, turn)] : [];
    const [above, below] = this.#pagers.map(({ node }) => node);
    this.node.append(...(above === undefined ? [] : [above]), this.#table, ...(below === undefined ? [] : [below]));
    this.#show(0);
  }

  /** The row's element, on its page and loaded. */
  async showRow(row: number): Promise<HTMLElement> {
    const page = Math.floor(row / rowsPerPage);
    if (page !== this.#page) this.#show(page);
    const chunk = this.#chunkOf(row);
    await chunk?.show();
    return chunk?.row(row) ?? this.node;
  }

  toggleDetails(row: number, open?: boolean): void {
    this.#chunkOf(row)?.toggleDetails(row, open);
  }

  dispose(): void {
    for (const chunk of this.#chunks) chunk.dispose();
    this.#chunks = [];
  }

  #chunkOf(row: number): RowChunk | undefined {
    return this.#chunks.find(({ from, count }) => row >= from && row < from + count);
  }

  #show(page: number): void {
    this.dispose();
    this.#page = page;
    const first = page * rowsPerPage;
    const end = Math.min(first + rowsPerPage, this.section.rows);
    this.#chunks = Array.from({ length: Math.ceil((end - first) / rowsPerChunk) }, (_, n) => {
      const from = first + n * rowsPerChunk;
      return new RowChunk(this.page, this.section, from, Math.min(rowsPerChunk, end - from), n === 0);
    });
    this.#table.replaceChildren(...this.#head, ...this.#chunks.map(({ body }) => body));
    for (const pager of this.#pagers) pager.say(page);
  }

  /** The way on is at the top then, where reading begins. */
  #turn(by: 1 | -1): void {
    this.#show(this.#page + by);
    this.#pagers[0]?.focus(by);
    this.node.scrollIntoView({ block: 'start' });
  }
}

/** Which rows are shown, and buttons to those before and after. */
class Pager {
  readonly node: HTMLElement;
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #place = element('span', { class: 'page-place', role: 'status' });

  constructor(
    private readonly page: ReportPageContext,
    private readonly section: SectionSummary,
    turn: (by: 1 | -1) => void,
  ) {
    const { words } = page;
    this.#previous = pageButton(words.previousRows, () => turn(-1));
    this.#previous.prepend(picture('left'));
    this.#next = pageButton(words.nextRows, () => turn(1));
    this.#next.append(picture('right'));
    this.node = element(
      'nav',
      { class: 'pager', 'aria-label': words.pages.replace('{0}', section.heading) },
      this.#previous,
      this.#place,
      this.#next,
    );
  }

  say(page: number): void {
    const { words } = this.page;
    const last = Math.ceil(this.section.rows / rowsPerPage) - 1;
    this.#place.textContent = words.rowsOf
      .replace('{0}', this.#range(page))
      .replace('{1}', this.section.rows.toLocaleString());
    this.#name(this.#previous, words.previousRows, page > 0 ? page - 1 : undefined);
    this.#name(this.#next, words.nextRows, page < last ? page + 1 : undefined);
  }

  /** To the button of that direction, or to the other one at the end. */
  focus(by: 1 | -1): void {
    const [wanted, other] = by === 1 ? [this.#next, this.#previous] : [this.#previous, this.#next];
    (wanted.disabled ? other : wanted).focus({ preventScroll: true });
  }

  #name(button: HTMLButtonElement, label: string, target: number | undefined): void {
    button.disabled = target === undefined;
    const name = target === undefined ? label : `${label}: ${this.#range(target)}`;
    button.setAttribute('aria-label', name);
    button.title = name;
  }

  #range(page: number): string {
    const end = Math.min((page + 1) * rowsPerPage, this.section.rows);
    return `${(page * rowsPerPage + 1).toLocaleString()}–${end.toLocaleString()}`;
  }
}

function pageButton(label: string, press: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'page-button' }, element('span', {}, label));
  button.addEventListener('click', press);
  return button;
}

/** Tables of many columns need more room before their cells stand side by side. */
function tableClass(columns: number): string {
  return columns > 5 ? 'rows many' : 'rows';
}

function cssString(text: string): string {
  return `"${text.replace(/["\\\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}

function tableHead({ columns }: SectionSummary): HTMLTableSectionElement {
  const cells = columns.map(({ label }) => element('th', { role: 'columnheader', scope: 'col' }, label));
  return element('thead', { role: 'rowgroup' }, element('tr', { role: 'row', 'aria-rowindex': 1 }, ...cells));
}

function gridColumns(weights: readonly number[]): string {
  if (weights.length === 0) return 'minmax(120px, 220px) minmax(0, 1fr)';
  // the longest words of headers fit, where few columns share the room
  const least = weights.length > 5 ? 72 : 84;
  return weights.map((weight) => `minmax(${String(least)}px, ${String(weight)}fr)`).join(' ');
}
