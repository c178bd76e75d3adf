import type { InfFile, InfLine, InfSpan } from './infFile';
import { parseInfLine } from './parseInfLine';

/** A change to a file. Line numbers count from 0 and are those of the file before any of the changes. */
export type InfEdit =
  | { readonly kind: 'replace-line'; readonly line: number; readonly text: string }
  | { readonly kind: 'remove-line'; readonly line: number }
  /** After the last line with content of the section, which is made at the file's end when it is not there. */
  | { readonly kind: 'append'; readonly section: string; readonly text: string };

/** The file with the edits made; every other line stays as it is. Two edits of one line: the last counts. */
export function editInf(file: InfFile, edits: readonly InfEdit[]): InfFile {
  const byLine = new Map<number, InfEdit>();
  for (const edit of edits)
    if (edit.kind === 'replace-line' || edit.kind === 'remove-line') byLine.set(edit.line, edit);
  const groups = appendedLines(edits);
  const ends = sectionsByEnd(file);
  const lines: InfLine[] = [];
  const lineEnd = file.form.lineEnd;
  const add = (texts: readonly string[]): void => {
    if (texts.length === 0) return;
    const last = lines.at(-1);
    if (last?.end === '') lines[lines.length - 1] = { ...last, end: lineEnd };
    for (const text of texts) lines.push(parseInfLine(text, lineEnd));
  };
  file.lines.forEach((line, index) => {
    const edit = byLine.get(index);
    if (edit === undefined) lines.push(line);
    else if (edit.kind === 'replace-line') lines.push(parseInfLine(edit.text, line.end));
    for (const key of ends.get(index) ?? []) {
      add(groups.get(key)?.texts ?? []);
      groups.delete(key);
    }
  });
  for (const group of groups.values()) add([`[${group.section}]`, ...group.texts]);
  return { ...file, lines };
}

/** `line` with the text of one stretch replaced; all else of it stays. */
export function withSpan(line: InfLine, span: InfSpan, text: string): string {
  const before = line.raw.slice(0, span.start);
  const after = line.raw.slice(span.end);
  // an empty `Key =` lost the blank that its neighbours have after the sign
  const needsBlank = span.start === span.end && / =$/.test(before) && text !== '';
  return before + (needsBlank ? ' ' : '') + text + after;
}

/** The edit that gives the entry or bare line at `line` another value; blanks around it stay. */
export function setInfValue(file: InfFile, line: number, value: string): InfEdit {
  const content = file.lines[line];
  if (content?.kind !== 'entry' && content?.kind !== 'bare') return { kind: 'replace-line', line, text: value };
  return { kind: 'replace-line', line, text: withSpan(content, content.valueSpan, value) };
}

interface AppendedLines {
  readonly section: string;
  readonly texts: string[];
}

function appendedLines(edits: readonly InfEdit[]): Map<string, AppendedLines> {
  const groups = new Map<string, AppendedLines>();
  for (const edit of edits) {
    if (edit.kind !== 'append') continue;
    const key = edit.section.toLowerCase();
    const group = groups.get(key) ?? { section: edit.section, texts: [] };
    group.texts.push(edit.text);
    groups.set(key, group);
  }
  return groups;
}

/** For each line the sections whose new lines belong after it: it is their last with content. A repeated section's first place counts. */
function sectionsByEnd(file: InfFile): ReadonlyMap<number, readonly string[]> {
  const ends = new Map<string, number>();
  const closed = new Set<string>();
  let current: string | undefined;
  file.lines.forEach((line, index) => {
    if (line.kind === 'section') {
      if (current !== undefined) closed.add(current);
      current = line.name.toLowerCase();
    }
    if (current !== undefined && line.kind !== 'blank' && !closed.has(current)) ends.set(current, index);
  });
  const sections = new Map<number, string[]>();
  for (const [section, line] of ends) sections.set(line, [...(sections.get(line) ?? []), section]);
  return sections;
}
