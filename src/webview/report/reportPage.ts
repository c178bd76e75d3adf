import type { OpenReport, ReportHead, ReportHit, SectionSummary } from '../../services/reports/reportSessions';
import type { ReportPageWords, ToReportPage } from '../../shared/reportMessages';
import { element, iconButton } from './element';
import { FindBar } from './findBar';
import { FrameQueue } from './frameQueue';
import { MatchHighlights } from './matchHighlights';
import { Outline } from './outline';
import { PageHost } from './pageHost';
import { readState, type PageState } from './pageState';
import { bringIntoView, readingPlace } from './readingPlace';
import type { ReportPageContext } from './reportPageContext';
import { RowBudget } from './rowBudget';
import { estimatedRowHeight } from './rowChunk';
import { detailsElement, rowElement } from './rowElements';
import { listenToRowKeys } from './rowKeys';
import { rowsPerPage } from './rowPages';
import { SectionList, type SectionNode } from './sectionList';
import { isFoldedAtFirst, SectionView } from './sectionView';

/** Rows in the document at once; the others are asked for when they come near. */
const maxRows = 1000;

/** The page: tools, contents, sections. */
export class ReportPage implements ReportPageContext {
  readonly host: PageHost;
  readonly budget = new RowBudget(maxRows);
  readonly openRows: Set<string>;
  readonly #toggled: Set<string>;
  readonly #saved: PageState;
  readonly #root: HTMLElement;
  readonly #notice = element('div', { class: 'notice', role: 'status' });
  readonly #find: FindBar;
  readonly #frames = new FrameQueue();
  readonly #highlights = new MatchHighlights();
  readonly #views = new Map<number, SectionView>();
  readonly #near = new Map<Element, (isNear: boolean, height: number) => void>();
  readonly #observer: IntersectionObserver;
  #report: OpenReport | undefined;
  #outline: Outline | undefined;
  #list: SectionList | undefined;
  #childrenOf: (parent: number) => readonly SectionSummary[] = () => [];
  #currentHit: Element | undefined;
  #saveTimer: number | undefined;

  constructor(
    readonly words: ReportPageWords,
    root: HTMLElement,
  ) {
    this.host = new PageHost((message) => this.#told(message));
    this.#saved = readState(this.host.state);
    this.openRows = new Set(this.#saved.openRows);
    this.#toggled = new Set(this.#saved.toggled);
    this.#root = root;
    // the page stands in a frame of another origin: there a margin counts only with a root that is named
    this.#observer = new IntersectionObserver((entries) => this.#intersected(entries), {
      root: document,
      rootMargin: '1000px 0px',
    });
    this.#find = new FindBar(words, {
      search: (text) => this.host.search(text),
      mark: (text) => {
        this.#highlights.setText(text);
        this.#save();
      },
      show: (hit) => this.#showHit(hit),
      isBefore: (hit) => this.#isBefore(hit),
      clear: () => this.#markHit(undefined),
    });
    document.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('scroll', () => this.#save(), { passive: true });
    this.host.tell({ type: 'ready' });
  }

  rowToggled(id: string, open: boolean): void {
    change(this.openRows, id, open);
    this.#save();
  }

  sectionToggled(id: string, changed: boolean): void {
    change(this.#toggled, id, changed);
    this.#save();
  }

  isOpen(section: SectionSummary): boolean {
    return isFoldedAtFirst(section) === this.#toggled.has(section.id);
  }

  makeSection(section: SectionSummary): SectionNode {
    const { index } = section;
    const view = new SectionView(this, section, this.#childrenOf(index), () => this.#views.delete(index));
    this.#views.set(index, view);
    return view;
  }

  estimatedHeight(section: SectionSummary): number {
    if (!this.isOpen(section)) return headHeight;
    const { rows, facts, index } = section;
    const shown = Math.min(rows, rowsPerPage);
    const own = headHeight + (facts.length > 0 ? 22 : 0) + (rows > 0 ? 38 + shown * estimatedRowHeight : 0);
    return this.#childrenOf(index).reduce((sum, child) => sum + this.estimatedHeight(child), own);
  }

  rowsShown(body: Element): void {
    this.#highlights.remove(body);
    this.#highlights.add(body);
  }

  watchNear(target: Element, near: (isNear: boolean, height: number) => void): void {
    this.#near.set(target, near);
    this.#observer.observe(target);
  }

  unwatchNear(target: Element): void {
    this.#near.delete(target);
    this.#observer.unobserve(target);
    this.#highlights.remove(target);
  }

  turn(isWanted: () => boolean, work: () => void, settling?: number): Promise<boolean> {
    return this.#frames.turn(isWanted, work, settling);
  }

  #told(message: ToReportPage): void {
    switch (message.type) {
      case 'head':
        this.#showHead(message.head);
        return;
      case 'opened':
        this.#show(message.report, message.problems);
        return;
      case 'notice':
        this.#say(message.text);
        return;
      case 'failed':
        this.#root.replaceChildren(element('p', { class: 'failure', role: 'alert' }, message.text));
        return;
      case 'rows':
      case 'hits':
        return;
    }
  }

  /** The beginning of a large report: who it is, while the rest is read. */
  #showHead({ title, domain, general }: ReportHead): void {
    if (this.#report !== undefined) return;
    const section: SectionSummary = { ...headSection, rows: general.length };
    const body = element('tbody', { role: 'rowgroup' });
    general.forEach((row, index) => {
      const place = { section, row: index, isFirst: index === 0, detailsLabel: this.words.details };
      body.append(rowElement(row, place));
      if (row.details.length > 0) body.append(detailsElement(row, place));
    });
    const table = element('table', { role: 'table', class: 'values', 'aria-label': title }, body);
    table.style.setProperty('--columns', 'minmax(120px, 220px) minmax(0, 1fr)');
    const reading = element('p', { class: 'reading', role: 'status' }, this.words.reading);
    this.#root.replaceChildren(titleElement(title, domain), element('main', { class: 'report' }, table, reading));
  }

  #show(report: OpenReport, problems: readonly string[]): void {
    this.#forget();
    this.#report = report;
    const main = element('main', { class: 'report' });
    this.#childrenOf = groupByParent(report.sections);
    this.#outline = new Outline(this.words.contents, report.sections, (section) => this.#goTo(section));
    this.#root.replaceChildren(
      titleElement(report.title, report.domain),
      this.#toolbar(),
      element('div', { class: 'frame' }, this.#outline.node, main),
      this.#notice,
    );
    if (problems.length > 0) main.append(this.#problemBox(problems));
    this.#list = new SectionList(this, this.#childrenOf(-1));
    main.append(this.#list.node);
    listenToRowKeys(main, {
      toggleDetails: (section, row) => this.#views.get(section)?.toggleDetails(row),
      copy: (section, row) => this.host.tell({ type: 'copy', section, row }),
    });
    void this.#restore();
  }

  #forget(): void {
    this.#list?.dispose();
    this.#observer.disconnect();
    this.#near.clear();
    this.#views.clear();
  }

  #toolbar(): HTMLElement {
    const tell = (type: 'save' | 'print' | 'show-xml') => (): void => this.host.tell({ type });
    return element(
      'div',
      { class: 'toolbar', role: 'group', 'aria-label': this.words.tools },
      this.#find.node,
      element('span', { class: 'space' }),
      iconButton('expand', this.words.expandAll, () => this.#setAllOpen(true)),
      iconButton('collapse', this.words.collapseAll, () => this.#setAllOpen(false)),
      element('span', { class: 'bar' }),
      iconButton('save', this.words.save, tell('save')),
      iconButton('print', this.words.print, tell('print')),
      iconButton('xml', this.words.showXml, tell('show-xml')),
    );
  }

  #problemBox(problems: readonly string[]): HTMLElement {
    const items = problems.map((problem) => element('li', {}, problem));
    return element('div', { class: 'problems', role: 'alert' }, this.words.problems, element('ul', {}, ...items));
  }

  async #restore(): Promise<void> {
    await this.#find.restore(this.#saved.query);
    const { anchor } = this.#saved;
    const section = this.#report?.sections.find(({ id }) => id === anchor?.section);
    if (anchor === undefined || section === undefined) return;
    const view = this.#reveal(section.index);
    const target = anchor.row < 0 ? view?.head : await view?.showRow(anchor.row);
    if (target !== undefined) await bringIntoView(target, 'start', anchor.offset);
  }

  /** Unfolds what is around a section, so that it has a view. */
  #reveal(index: number): SectionView | undefined {
    const parent = this.#report?.sections[index]?.parent ?? -1;
    if (parent >= 0) this.#reveal(parent)?.showChild(index);
    else this.#list?.show(index);
    return this.#views.get(index);
  }

  #goTo(section: number): void {
    const view = this.#reveal(section);
    if (view === undefined) return;
    view.setOpen(true);
    view.focusHead();
    void bringIntoView(view.head, 'start');
  }

  #setAllOpen(open: boolean): void {
    for (const section of this.#report?.sections ?? [])
      if (section.kind !== 'other') change(this.#toggled, section.id, open === isFoldedAtFirst(section));
    for (const view of [...this.#views.values()]) if (view.summary.kind !== 'other') view.setOpen(open);
    this.#save();
  }

  async #showHit({ section, row }: ReportHit): Promise<void> {
    const view = this.#reveal(section);
    if (view === undefined) return;
    const target = row < 0 ? view.head : await view.showRow(row);
    if (row >= 0 && !contains(target, this.#find.text)) view.toggleDetails(row, true);
    this.#markHit(target);
    await bringIntoView(target, 'center');
  }

  #markHit(target: Element | undefined): void {
    this.#currentHit?.classList.remove('current-hit');
    target?.classList.add('current-hit');
    this.#currentHit = target;
  }

  #isBefore(hit: ReportHit): boolean {
    const top = readingPlace(this.#root);
    const section = top?.path[0];
    if (top === undefined || section === undefined) return false;
    return hit.section < section || (hit.section === section && hit.row < top.row);
  }

  #intersected(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      this.#near.get(target)?.(isIntersecting, boundingClientRect.height);
      if (isIntersecting) this.rowsShown(target);
      else this.#highlights.remove(target);
    }
  }

  #key(event: KeyboardEvent): void {
    const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
    if (isFind) this.#find.focus();
    else if (event.key === 'F3') void this.#find.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #say(text: string): void {
    this.#notice.textContent = text;
    this.#notice.classList.add('visible');
    window.setTimeout(() => this.#notice.classList.remove('visible'), 4000);
  }

  #save(): void {
    if (this.#saveTimer !== undefined || this.#report === undefined) return;
    this.#saveTimer = window.setTimeout(() => {
      this.#saveTimer = undefined;
      const top = readingPlace(this.#root);
      this.#outline?.mark(top?.path ?? []);
      const section = this.#report?.sections[top?.path[0] ?? -1];
      const anchor =
        top === undefined || section === undefined
          ? undefined
          : { section: section.id, row: top.row, offset: top.offset };
      const { openRows } = this;
      const state: PageState = { toggled: [...this.#toggled], openRows: [...openRows], query: this.#find.text, anchor };
      this.host.state = state;
    }, 200);
  }
}

/** Height of a section's head, in pixels. */
const headHeight = 30;

const headSection: SectionSummary = {
  index: 0,
  parent: -1,
  id: 'general',
  kind: 'general',
  heading: '',
  level: 1,
  facts: [],
  layout: 'facts',
  columns: [],
  rows: 0,
  allRows: 0,
};

function titleElement(title: string, domain: string): HTMLElement {
  const header = element('header', { class: 'title' }, element('h1', {}, title));
  if (domain !== '') header.append(element('p', {}, domain));
  return header;
}

function groupByParent(sections: readonly SectionSummary[]): (parent: number) => readonly SectionSummary[] {
  const groups = new Map<number, SectionSummary[]>();
  for (const section of sections) {
    const group = groups.get(section.parent);
    if (group === undefined) groups.set(section.parent, [section]);
    else group.push(section);
  }
  return (parent) => groups.get(parent) ?? [];
}

function contains(target: HTMLElement, text: string): boolean {
  return target.textContent.toLowerCase().includes(text.trim().toLowerCase());
}

function change(set: Set<string>, item: string, isIn: boolean): void {
  if (isIn) set.add(item);
  else set.delete(item);
}
