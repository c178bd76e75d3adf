import { withColon } from '../labelOf';
import type { ReportCell, ReportDetail, ReportDocument, ReportRow, ReportSection } from '../reportDocument';
import type { ReportWords } from '../reportWords';

/**
 * The report as Markdown: headings and tables. Explanations of policies are left out, as they belong to the template and
 * not to the GPO; everything else is there.
 */
export function renderMarkdown(report: ReportDocument, words: ReportWords): string {
  const lines = [`# ${inline(report.title)}`, ''];
  if (report.domain !== '') lines.push(inline(report.domain), '');
  for (const section of report.sections) addSection(section, 2, lines, words);
  return `${lines.join('\n').trimEnd()}\n`;
}

function addSection(section: ReportSection, level: number, lines: string[], words: ReportWords): void {
  lines.push(`${'#'.repeat(Math.min(level, 6))} ${inline(section.heading)}`, '');
  if (section.facts.length > 0) lines.push(section.facts.map(lineOf).join(' · '), '');
  if (section.empty !== undefined) lines.push(`_${inline(section.empty)}_`, '');
  if (section.rows.length > 0) lines.push(...table(section, words), '');
  for (const child of section.sections) addSection(child, level + 1, lines, words);
}

function table(section: ReportSection, words: ReportWords): readonly string[] {
  const labels = section.layout === 'facts' ? [words.name, words.value] : section.columns.map((column) => column.label);
  const hasDetails = section.rows.some((row) => shortDetails(row).length > 0);
  const header = hasDetails ? [...labels, words.details] : labels;
  const rows = section.rows.map((row) => {
    const cells = row.cells.map(cellText);
    return hasDetails ? [...cells, itemLines(shortDetails(row), 0).join('<br>')] : cells;
  });
  return [header.map(inline), header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
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
