import { stringifyChunked } from '@discoveryjs/json-ext';
import type { ReportCell, ReportDocument, ReportRow, ReportSection } from '../reportDocument';

/**
 * The report as JSON, in pieces. `kind`, `id` and the keys of `values` are the same in every language; headings, labels
 * and `text` are for people, `raw` is what the file says.
 */
export function* renderJson(report: ReportDocument): Generator<string> {
  const { kind, title, domain, problems, sections } = report;
  const value = {
    format: 'group-policy-report',
    version: 1,
    kind,
    title,
    domain,
    problems,
    sections: sections.map(sectionValue),
  };
  yield* stringifyChunked(value, { space: 2 });
  yield '\n';
}

function sectionValue(section: ReportSection): object {
  const { id, kind, heading, facts, layout, columns, rows, sections } = section;
  return {
    id,
    kind,
    heading,
    ...(facts.length === 0 ? {} : { facts }),
    ...(rows.length === 0 ? {} : { columns: columns.map(({ key, label }) => ({ key, label })) }),
    ...(rows.length === 0 ? {} : { rows: rows.map((row) => rowValue(row, layout, section)) }),
    ...(sections.length === 0 ? {} : { sections: sections.map(sectionValue) }),
  };
}

function rowValue({ id, cells, details }: ReportRow, layout: ReportSection['layout'], section: ReportSection): object {
  const keys = layout === 'facts' ? ['name', 'value'] : section.columns.map(({ key }) => key);
  const values = Object.fromEntries(cells.map((cell, index) => [keys[index] ?? String(index), cellValue(cell)]));
  return { id, values, ...(details.length === 0 ? {} : { details }) };
}

function cellValue({ text, raw, items }: ReportCell): object {
  return {
    text,
    ...(raw === undefined ? {} : { raw }),
    ...(items === undefined || items.length === 0 ? {} : { items }),
  };
}
