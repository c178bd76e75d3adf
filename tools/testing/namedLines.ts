/**
 * Writes the output of one of several that run beside each other: whole lines only, each after the name of where it
 * comes from.
 */
export class NamedLines {
  private begun = '';

  constructor(
    private readonly name: string,
    private readonly write: (text: string) => void,
  ) {}

  /** Takes the next piece of output, which may end within a line. */
  add(text: string): void {
    const lines = `${this.begun}${text}`.split('\n');
    this.begun = lines.pop() ?? '';
    if (lines.length > 0) this.write(lines.map((line) => this.named(line)).join(''));
  }

  /** Writes a last line that did not end. */
  end(): void {
    if (this.begun !== '') this.write(this.named(this.begun));
    this.begun = '';
  }

  private named(line: string): string {
    return `${`${this.name}| ${line}`.trimEnd()}\n`;
  }
}
