import type { ReportHit } from '../../services/reports/reportSessions';
import type { ReportPageWords } from '../../shared/reportMessages';
import { element, iconButton, picture } from './element';

/** What the find bar does to the page. */
export interface FindActions {
  search(text: string): Promise<readonly ReportHit[]>;
  /** The text changed: mark it. */
  mark(text: string): void;
  show(hit: ReportHit): Promise<void>;
  /** Where to begin: the first hit at or below what is visible. */
  isBefore(hit: ReportHit): boolean;
  clear(): void;
}

/** Milliseconds after the last key before the report is searched. */
const typingPause = 150;

/** Find in the report: the search runs over the whole report, also over what the page does not show yet. */
export class FindBar {
  readonly node: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #count = element('span', { class: 'hit-count', role: 'status' });
  #hits: readonly ReportHit[] = [];
  #current = -1;
  #timer: number | undefined;
  #searched = '';
  #running = 0;

  constructor(
    private readonly words: ReportPageWords,
    private readonly actions: FindActions,
  ) {
    this.#input = element('input', {
      type: 'search',
      class: 'find-input',
      placeholder: words.search,
      'aria-label': words.search,
      spellcheck: 'false',
    });
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#search(true), typingPause);
    });
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        void this.step(event.shiftKey ? -1 : 1);
      } else if (event.key === 'Escape') this.clear();
    });
    this.node = element(
      'div',
      { class: 'find', role: 'search' },
      element('span', { class: 'find-icon' }, picture('search')),
      this.#input,
      this.#count,
      iconButton('previous', words.previous, () => void this.step(-1)),
      iconButton('next', words.next, () => void this.step(1)),
      iconButton('clear', words.clear, () => this.clear()),
    );
  }

  get text(): string {
    return this.#input.value;
  }

  /** Puts a text in and marks it, without a jump to a hit. */
  async restore(text: string): Promise<void> {
    this.#input.value = text;
    if (text !== '') await this.#search(false);
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  clear(): void {
    this.#input.value = '';
    void this.#search(false);
    this.actions.clear();
  }

  /** To the next hit (1) or the previous one (-1); around at the ends. */
  async step(by: 1 | -1): Promise<void> {
    clearTimeout(this.#timer);
    if (this.text !== this.#searched) {
      await this.#search(true);
      return;
    }
    if (this.#hits.length === 0) return;
    await this.#go((this.#current + by + this.#hits.length) % this.#hits.length);
  }

  async #search(jump: boolean): Promise<void> {
    const text = this.text;
    const run = ++this.#running;
    this.#searched = text;
    const hits = text.trim() === '' ? [] : await this.actions.search(text);
    if (run !== this.#running) return;
    this.#hits = hits;
    this.#current = -1;
    this.actions.mark(text);
    this.#say();
    if (!jump || hits.length === 0) return;
    const next = hits.findIndex((hit) => !this.actions.isBefore(hit));
    await this.#go(Math.max(0, next));
  }

  async #go(index: number): Promise<void> {
    const hit = this.#hits[index];
    if (hit === undefined) return;
    this.#current = index;
    this.#say();
    await this.actions.show(hit);
  }

  #say(): void {
    const total = this.#hits.length.toLocaleString();
    const place = this.words.hitOf.replace('{0}', this.#current < 0 ? '–' : (this.#current + 1).toLocaleString());
    const found = this.#hits.length > 0;
    this.#count.textContent =
      this.#searched.trim() === '' ? '' : found ? place.replace('{1}', total) : this.words.noHits;
    this.node.classList.toggle('nothing-found', this.#searched.trim() !== '' && !found);
  }
}
