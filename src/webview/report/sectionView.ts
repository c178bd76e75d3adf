import type { SectionSummary } from '../../services/reports/reportSessions';
import { element, iconButton, picture } from './element';
import type { ReportPageContext } from './reportPageContext';
import { RowChunk, rowsPerChunk } from './rowChunk';
import { itemList } from './rowElements';
import { SectionList, type SectionNode } from './sectionList';

/** Sections at the top level of a report over many GPOs, and those for the curious, are folded at first. */
export function isFoldedAtFirst({ kind }: SectionSummary): boolean {
  return kind === 'gpo' || kind === 'other';
}

/** A section: its heading at once, what is below it when it is unfolded. */
export class SectionView implements SectionNode {
  readonly node: HTMLElement;
  /** The line with the heading. */
  readonly head: HTMLElement;
  readonly #toggle: HTMLButtonElement;
  readonly #body: HTMLElement;
  readonly #chunks: RowChunk[] = [];
  #list: SectionList | undefined;
  #built = false;

  constructor(
    private readonly page: ReportPageContext,
    readonly summary: SectionSummary,
    private readonly children: readonly SectionSummary[],
    private readonly gone: () => void,
  ) {
    const { index, level, heading, layout, allRows } = summary;
    const headingId = `h${String(index)}`;
    this.#toggle = element(
      'button',
      { type: 'button', class: 'toggle', 'aria-expanded': 'false', 'aria-controls': `b${String(index)}` },
      picture('chevron'),
      element('span', {}, heading),
    );
    this.#toggle.addEventListener('click', () => this.setOpen(!this.isOpen));
    const title = element(headingTag(level), { id: headingId }, this.#toggle);
    const head = element('div', { class: 'section-head' }, title);
    this.head = head;
    if (layout === 'table' && allRows > 0) head.append(this.#count(allRows));
    if (allRows > 0)
      head.append(iconButton('copy', page.words.copySection, () => page.host.tell({ type: 'copy', section: index })));
    this.#body = element('div', { class: 'section-body', id: `b${String(index)}`, hidden: true });
    this.node = element(
      'section',
      {
        class: `section level${String(Math.min(level, 5))}`,
        'aria-labelledby': headingId,
        'data-section': index,
        'data-vscode-context': JSON.stringify({ webviewSection: 'section', section: index, row: undefined }),
      },
      head,
      this.#body,
    );
    if (page.isOpen(summary)) this.#open();
  }

  get isOpen(): boolean {
    return !this.#body.hidden;
  }

  setOpen(open: boolean): void {
    if (open === this.isOpen) return;
    if (open) this.#open();
    else this.#close();
    this.page.sectionToggled(this.summary.id, open === isFoldedAtFirst(this.summary));
  }

  /** Has a section below this one in the document. */
  showChild(index: number): void {
    this.setOpen(true);
    this.#list?.show(index);
  }

  dispose(): void {
    for (const chunk of this.#chunks) chunk.dispose();
    this.#list?.dispose();
    this.gone();
  }

  /** The row's element, unfolded and loaded. */
  async showRow(row: number): Promise<HTMLElement> {
    this.setOpen(true);
    const chunk = this.#chunkOf(row);
    await chunk?.show();
    return chunk?.row(row) ?? this.node;
  }

  toggleDetails(row: number, open?: boolean): void {
    this.#chunkOf(row)?.toggleDetails(row, open);
  }

  focusHead(): void {
    this.#toggle.focus({ preventScroll: true });
  }

  #chunkOf(row: number): RowChunk | undefined {
    return this.#chunks[Math.floor(row / rowsPerChunk)];
  }

  #open(): void {
    if (!this.#built) this.#build();
    this.#body.hidden = false;
    this.#toggle.setAttribute('aria-expanded', 'true');
  }

  #close(): void {
    this.#body.hidden = true;
    this.#toggle.setAttribute('aria-expanded', 'false');
  }

  #build(): void {
    this.#built = true;
    const { facts, empty, rows } = this.summary;
    if (facts.length > 0) this.#body.append(itemList(facts, 'facts'));
    if (empty !== undefined) this.#body.append(element('p', { class: 'empty' }, empty));
    if (rows > 0) this.#body.append(this.#table());
    if (this.children.length === 0) return;
    this.#list = new SectionList(this.page, this.children);
    this.#body.append(this.#list.node);
  }

  #table(): HTMLTableElement {
    const { index, layout, columns, rows } = this.summary;
    const isTable = layout === 'table';
    const table = element('table', {
      role: 'table',
      class: isTable ? 'rows' : 'values',
      'aria-labelledby': `h${String(index)}`,
      'aria-rowcount': rows + (isTable ? 1 : 0),
      'aria-colcount': isTable ? columns.length : 2,
    });
    table.style.setProperty('--columns', gridColumns(isTable ? columns.map(({ weight }) => weight) : []));
    if (isTable) table.append(this.#header());
    for (let from = 0; from < rows; from += rowsPerChunk) {
      const chunk = new RowChunk(this.page, this.summary, from, Math.min(rowsPerChunk, rows - from));
      this.#chunks.push(chunk);
      table.append(chunk.body);
    }
    return table;
  }

  #header(): HTMLTableSectionElement {
    const cells = this.summary.columns.map(({ label }) => element('th', { role: 'columnheader', scope: 'col' }, label));
    return element('thead', { role: 'rowgroup' }, element('tr', { role: 'row', 'aria-rowindex': 1 }, ...cells));
  }

  #count(rows: number): HTMLElement {
    const text = rows.toLocaleString();
    const spoken = this.page.words.rows.replace('{0}', text);
    return element('span', { class: 'count', title: spoken, 'aria-label': spoken, role: 'img' }, text);
  }
}

function headingTag(level: number): 'h2' | 'h3' | 'h4' | 'h5' | 'h6' {
  const tags = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;
  return tags[Math.min(level, 5) - 1] ?? 'h6';
}

function gridColumns(weights: readonly number[]): string {
  if (weights.length === 0) return 'minmax(120px, 220px) minmax(0, 1fr)';
  return weights.map((weight) => `minmax(72px, ${String(weight)}fr)`).join(' ');
}
