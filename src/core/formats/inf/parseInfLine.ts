import type { InfLine, InfSpan } from './infFile';
import { closingQuote, unquoteField } from './infFields';

/** Recognises one line; `raw` is without its line end. */
export function parseInfLine(raw: string, end: '\r\n' | '\n' | ''): InfLine {
  const content = trimmed(raw, 0, raw.length);
  if (content.start === content.end) return { kind: 'blank', raw, end };
  const first = raw[content.start];
  if (first === ';') return { kind: 'comment', raw, end };
  if (first === '[') return { kind: 'section', raw, end, name: sectionName(raw, content) };
  const equals = separator(raw, content);
  if (equals === undefined)
    return { kind: 'bare', raw, end, value: raw.slice(content.start, content.end), valueSpan: content };
  const keySpan = trimmed(raw, content.start, equals);
  const valueSpan = trimmed(raw, equals + 1, raw.length);
  const key = raw.slice(keySpan.start, keySpan.end);
  return {
    kind: 'entry',
    raw,
    end,
    key: key.startsWith('"') ? unquoteField(key) : key,
    keySpan,
    value: raw.slice(valueSpan.start, valueSpan.end),
    valueSpan,
  };
}

/** Whether a section's line lacks its `]`. */
export function isUnclosedSection(line: InfLine): boolean {
  return line.kind === 'section' && !line.raw.includes(']');
}

function sectionName(raw: string, content: InfSpan): string {
  const close = raw.indexOf(']', content.start);
  return raw.slice(content.start + 1, close < 0 ? content.end : close).trim();
}

/** The `=` between key and value: the first one, but a line that begins with a quoted field has one only right after it. */
function separator(raw: string, content: InfSpan): number | undefined {
  if (raw[content.start] !== '"') {
    const at = raw.indexOf('=', content.start);
    return at < 0 ? undefined : at;
  }
  const after = closingQuote(raw, content.start) + 1;
  const blanks = /^[ \t]*/.exec(raw.slice(after))?.[0].length ?? 0;
  return raw[after + blanks] === '=' ? after + blanks : undefined;
}

/** Spans without blanks at both ends; an empty one stands where the first blank after `=` ends, at most one blank in. */
function trimmed(raw: string, start: number, end: number): InfSpan {
  let from = start;
  let to = end;
  while (from < to && isBlank(raw.charCodeAt(from))) from += 1;
  while (to > from && isBlank(raw.charCodeAt(to - 1))) to -= 1;
  if (from === to) from = to = Math.min(start + 1, end);
  return { start: from, end: to };
}

/** NUL too: damaged and padded files hold them. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0d || unit === 0 || unit === 0xfeff || unit === 0x1a;
}
