/** Marks every occurrence of a text in what is near the visible part of the page, without a change to the document. */
export class MatchHighlights {
  readonly #shown = new Set<Element>();
  readonly #highlight = new Highlight();
  #pattern: RegExp | undefined;

  constructor() {
    CSS.highlights.set('report-match', this.#highlight);
  }

  /** The text to mark; none for an empty one. */
  setText(text: string): void {
    const wanted = text.trim();
    this.#pattern = wanted === '' ? undefined : new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'giu');
    this.#highlight.clear();
    for (const part of this.#shown) this.#mark(part);
  }

  /** A part of the page came near. */
  add(part: Element): void {
    this.#shown.add(part);
    this.#mark(part);
  }

  /** A part of the page is far again, or gone. */
  remove(part: Element): void {
    if (!this.#shown.delete(part)) return;
    for (const range of this.#highlight)
      if (range instanceof Range && part.contains(range.startContainer)) this.#highlight.delete(range);
  }

  #mark(part: Element): void {
    const pattern = this.#pattern;
    if (pattern === undefined) return;
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      for (const match of (node.nodeValue ?? '').matchAll(pattern)) {
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        this.#highlight.add(range);
      }
  }
}
