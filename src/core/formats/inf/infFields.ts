import type { InfSpan } from './infFile';

/** One of a value's comma-separated fields. */
export interface InfField {
  /** Without blanks around it and without its quotes. */
  readonly text: string;
  /** Where it stands in the value, quotes included. */
  readonly span: InfSpan;
  readonly quoted: boolean;
}

/** The fields of a value. Commas between quotes separate nothing: in a multi-string `","` is a comma (MS-GPSB 2.2.5). */
export function splitInfFields(value: string): readonly InfField[] {
  const fields: InfField[] = [];
  let start = 0;
  let inQuotes = false;
  for (let at = 0; at <= value.length; at += 1) {
    if (value[at] === '"') inQuotes = !inQuotes;
    const isLast = at === value.length;
    if (!isLast && (inQuotes || value[at] !== ',')) continue;
    fields.push(field(value, start, at));
    start = at + 1;
  }
  return fields;
}

/** A field's text without its quotes; a doubled quote inside quotes is one quote. */
export function unquoteField(field: string): string {
  return field.replace(/"((?:[^"]|"")*)("|$)/g, (_all, content: string) => content.replaceAll('""', '"'));
}

/** `text` in quotes, quotes in it doubled. */
export function quoteField(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Where the quote that opens at `open` is closed; the last character's place when it never is. */
export function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at += 1;
  }
  return text.length - 1;
}

function field(value: string, start: number, end: number): InfField {
  let from = start;
  let to = end;
  while (from < to && (value[from] === ' ' || value[from] === '\t')) from += 1;
  while (to > from && (value[to - 1] === ' ' || value[to - 1] === '\t')) to -= 1;
  const raw = value.slice(from, to);
  return { text: unquoteField(raw), span: { start: from, end: to }, quoted: raw.startsWith('"') };
}
