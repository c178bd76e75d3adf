import type { SectionSummary } from '../../services/reports/reportSessions';
import { element } from './element';

/** The contents beside the report: sections of the first two levels. */
export class Outline {
  readonly node: HTMLElement;
  readonly #links = new Map<number, HTMLButtonElement>();
  #current: HTMLButtonElement | undefined;

  constructor(label: string, sections: readonly SectionSummary[], go: (section: number) => void) {
    this.node = element('nav', { class: 'outline', 'aria-label': label });
    const shown = sections.filter(({ level, kind }) => level <= 2 && kind !== 'other');
    for (const { index, level, heading, allRows, layout } of shown) {
      const count =
        layout === 'table' && allRows > 0 ? [element('span', { class: 'count' }, allRows.toLocaleString())] : [];
      const link = element(
        'button',
        { type: 'button', class: `outline-link outline${String(level)}`, title: heading },
        element('span', {}, heading),
        ...count,
      );
      link.addEventListener('click', () => go(index));
      this.#links.set(index, link);
      this.node.append(link);
    }
  }

  /** Marks the section at which the reader is: the nearest of those around it that is listed. */
  mark(sections: readonly number[]): void {
    const link = sections.map((index) => this.#links.get(index)).find((item) => item !== undefined);
    if (link === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    this.#current = link;
  }
}
