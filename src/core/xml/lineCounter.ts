/** Turns ascending offsets of one text into lines and columns, in one pass over the text. */
export class LineCounter {
  #line = 1;
  #lineStart = 0;
  #nextBreak: number;

  constructor(private readonly text: string) {
    this.#nextBreak = text.indexOf('\n');
  }

  /** Line and column, from 1, of an offset in UTF-16 code units that is not below the one asked for before. */
  at(offset: number): { readonly line: number; readonly column: number } {
    while (this.#nextBreak >= 0 && this.#nextBreak < offset) {
      this.#line += 1;
      this.#lineStart = this.#nextBreak + 1;
      this.#nextBreak = this.text.indexOf('\n', this.#lineStart);
    }
    return { line: this.#line, column: Math.max(1, offset - this.#lineStart + 1) };
  }
}
