import type { Problem, ProblemCode, ReadResult } from '../../kernel/problem';
import { decodePolicyText } from '../text/decodePolicyText';
import { encodePolicyText } from '../text/encodePolicyText';
import { windowsTextForm } from '../text/policyText';
import type { InfFile, InfLine } from './infFile';
import { isUnclosedSection, parseInfLine } from './parseInfLine';

/**
 * Reads any file of the INF and INI family. Problems: those of {@link decodePolicyText}, `inf-section-unclosed` (taken
 * as a section), `inf-line-outside-section` (at the first such line; Windows ignores them).
 */
export function readInf(bytes: Uint8Array): ReadResult<InfFile> {
  const { value, problems } = decodePolicyText(bytes);
  const lines = splitLines(value.text);
  return { value: { lines, form: value.form, tail: value.tail }, problems: [...problems, ...lineProblems(lines)] };
}

/** The bytes of the file; those that were read when nothing was changed. */
export function writeInf({ lines, form, tail }: InfFile): Uint8Array {
  return encodePolicyText({ text: lines.map((line) => line.raw + line.end).join(''), form, tail });
}

/** A file of these lines in the form that Windows' editors write. */
export function newInf(lines: readonly string[]): InfFile {
  return { lines: lines.map((raw) => parseInfLine(raw, '\r\n')), form: windowsTextForm, tail: new Uint8Array(0) };
}

function splitLines(text: string): readonly InfLine[] {
  const lines: InfLine[] = [];
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    if (feed < 0) {
      lines.push(parseInfLine(text.slice(start), ''));
      break;
    }
    const withReturn = feed > start && text[feed - 1] === '\r';
    lines.push(parseInfLine(text.slice(start, withReturn ? feed - 1 : feed), withReturn ? '\r\n' : '\n'));
    start = feed + 1;
  }
  return lines;
}

function lineProblems(lines: readonly InfLine[]): readonly Problem[] {
  const problems: Problem[] = [];
  const firstSection = lines.findIndex((line) => line.kind === 'section');
  const outside = lines.findIndex((line) => line.kind === 'entry' || line.kind === 'bare');
  if (outside >= 0 && (firstSection < 0 || outside < firstSection))
    problems.push(warning('inf-line-outside-section', outside));
  lines.forEach((line, index) => {
    if (isUnclosedSection(line)) problems.push(warning('inf-section-unclosed', index));
  });
  return problems;
}

function warning(code: ProblemCode, index: number): Problem {
  return { code, severity: 'warning', place: { line: index + 1 }, params: {} };
}
