import { withColon } from '../labelOf';
import type { ReportCell, ReportDetail, ReportDocument, ReportRow, ReportSection } from '../reportDocument';
import type { ReportWords } from '../reportWords';

/**
 * The report as Markdown, in pieces: headings and tables. Explanations of policies are left out, as they belong to the
 * template and not to the GPO; everything else is there.
 */
export function* renderMarkdown(report: ReportDocument, words: ReportWords): Generator<string> {
  for (const line of lines(report, words)) yield `${line}\n`;
}

function* lines(report: ReportDocument, words: ReportWords): Generator<string> {
  yield `# ${inline(report.title)}`;
  if (report.domain !== '') yield* ['', inline(report.domain)];
  for (const section of report.sections) yield* sectionLines(section, 2, words);
}

function* sectionLines(section: ReportSection, level: number, words: ReportWords): Generator<string> {
  yield* ['', `${'#'.repeat(Math.min(level, 6))} ${inline(section.heading)}`];
  if (section.facts.length > 0) yield* ['', section.facts.map(lineOf).join(' · ')];
  if (section.empty !== undefined) yield* ['', `_${inline(section.empty)}_`];
  if (section.rows.length > 0) yield* tableLines(section, words);
  for (const child of section.sections) yield* sectionLines(child, level + 1, words);
}

function* tableLines(section: ReportSection, words: ReportWords): Generator<string> {
  yield '';
  const labels = section.layout === 'facts' ? [words.name, words.value] : section.columns.map((column) => column.label);
  const hasDetails = section.rows.some((row) => shortDetails(row).length > 0);
  const header = hasDetails ? [...labels, words.details] : labels;
  yield tableLine(header.map(inline));
  yield tableLine(header.map(() => '---'));
  for (const row of section.rows) {
    const cells = row.cells.map(cellText);
    yield tableLine(hasDetails ? [...cells, itemLines(shortDetails(row), 0).join('<br>')] : cells);
  }
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function shortDetails({ details }: ReportRow): readonly ReportDetail[] {
  return details.filter((detail) => detail.long !== true);
}

function cellText({ text, items }: ReportCell): string {
  const lines = itemLines(items ?? [], 0);
  return (text === '' ? lines : [inline(text), ...lines]).join('<br>');
}

function itemLines(items: readonly ReportDetail[], depth: number): readonly string[] {
  return items.flatMap((item) => [
    `${'&emsp;'.repeat(depth)}${lineOf(item)}`,
    ...itemLines(item.children ?? [], depth + 1),
  ]);
}

function lineOf({ label, text }: ReportDetail): string {
  if (label === '') return inline(text);
  const name = inline(withColon(label));
  return text === '' ? name : `${name} ${inline(text)}`;
}

/** A text that means nothing to Markdown or HTML and stays on one line. */
function inline(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replace(/\r?\n|\r/g, '<br>');
}
