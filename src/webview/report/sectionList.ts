import type { SectionSummary } from '../../services/reports/reportSessions';
import { element } from './element';
import type { ReportPageContext } from './reportPageContext';

/** A section's element, and the way to be rid of it. */
export interface SectionNode {
  readonly node: HTMLElement;
  dispose(): void;
}

/** Sections built together. */
const sectionsPerBatch = 6;

/** Frames for which a batch has to stay near before it is built. */
const settlingFrames = 2;

/** The sections below a section: a few at once, many in batches that are built when they come near and given up when they are far. */
export class SectionList {
  readonly node = document.createDocumentFragment();
  readonly #batches: readonly SectionBatch[];

  constructor(page: ReportPageContext, sections: readonly SectionSummary[]) {
    const starts = Array.from(
      { length: Math.ceil(sections.length / sectionsPerBatch) },
      (_, n) => n * sectionsPerBatch,
    );
    const isLazy = starts.length > 2;
    this.#batches = starts.map((from) => new SectionBatch(page, sections.slice(from, from + sectionsPerBatch), isLazy));
    this.node.append(...this.#batches.map((batch) => batch.node));
  }

  /** Has the section with that index in the document. */
  show(index: number): void {
    this.#batches.find((batch) => batch.holds(index))?.show();
  }

  dispose(): void {
    for (const batch of this.#batches) batch.dispose();
  }
}

class SectionBatch {
  readonly node = element('div', { class: 'batch' });
  #built: readonly SectionNode[] = [];
  #isNear = false;
  /** Asked for: word that it is far may be on its way from before, and does not count. */
  #isWanted = false;

  constructor(
    private readonly page: ReportPageContext,
    private readonly sections: readonly SectionSummary[],
    private readonly isLazy: boolean,
  ) {
    if (!isLazy) {
      this.build();
      return;
    }
    const height = sections.reduce((sum, section) => sum + page.estimatedHeight(section), 0);
    this.node.style.height = `${String(height)}px`;
    page.watchNear(this.node, this.#near);
  }

  holds(index: number): boolean {
    return this.sections.some((section) => section.index === index);
  }

  show(): void {
    this.#isWanted = true;
    this.build();
  }

  build(): void {
    if (this.#built.length > 0) return;
    this.#built = this.sections.map((section) => this.page.makeSection(section));
    this.node.style.height = '';
    this.node.replaceChildren(...this.#built.map(({ node }) => node));
  }

  dispose(): void {
    if (this.isLazy) this.page.unwatchNear(this.node);
    for (const section of this.#built) section.dispose();
    this.#built = [];
  }

  readonly #near = (isNear: boolean, height: number): void => {
    this.#isNear = isNear;
    if (isNear)
      void this.page.turn(
        () => this.#isNear,
        () => this.build(),
        settlingFrames,
      );
    else if (!this.#isWanted) this.#release(height);
    this.#isWanted = false;
  };

  /** What holds the focus stays. */
  #release(height: number): void {
    if (this.#built.length === 0 || this.node.contains(document.activeElement)) return;
    this.node.style.height = `${String(height)}px`;
    for (const section of this.#built) section.dispose();
    this.#built = [];
    this.node.replaceChildren();
  }
}
