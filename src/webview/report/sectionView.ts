import type { SectionSummary } from '../../services/reports/reportSessions';
import { element, iconButton, picture } from './element';
import type { ReportPageContext } from './reportPageContext';
import { itemList } from './rowElements';
import { RowPages } from './rowPages';
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
  #rows: RowPages | undefined;
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
        // a landmark for each part of the report, not for each of thousands of groups
        'aria-labelledby': level === 1 ? headingId : undefined,
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
    this.#rows?.dispose();
    this.#list?.dispose();
    this.gone();
  }

  /** The row's element, unfolded and loaded. */
  async showRow(row: number): Promise<HTMLElement> {
    this.setOpen(true);
    return (await this.#rows?.showRow(row)) ?? this.node;
  }

  toggleDetails(row: number, open?: boolean): void {
    this.#rows?.toggleDetails(row, open);
  }

  focusHead(): void {
    this.#toggle.focus({ preventScroll: true });
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
    if (rows > 0) {
      this.#rows = new RowPages(this.page, this.summary);
      this.#body.append(this.#rows.node);
    }
    if (this.children.length === 0) return;
    this.#list = new SectionList(this.page, this.children);
    this.#body.append(this.#list.node);
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
