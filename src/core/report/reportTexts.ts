import type { ReportCell, ReportDetail, ReportRow, ReportSection } from './reportDocument';

/** All texts of a row, as shown and as in the file. */
export function rowTexts(row: ReportRow): readonly string[] {
  return [...row.cells.flatMap(cellTexts), ...detailTexts(row.details)];
}

/** All texts of a cell, what is below it too. */
export function cellTexts({ text, raw, items }: ReportCell): readonly string[] {
  return [text, ...(raw === undefined ? [] : [raw]), ...(items === undefined ? [] : detailTexts(items))];
}

/** All texts of named values and of what is below them. */
export function detailTexts(details: readonly ReportDetail[]): readonly string[] {
  return details.flatMap(({ label, text, raw, children }) => [
    label,
    text,
    ...(raw === undefined ? [] : [raw]),
    ...(children === undefined ? [] : detailTexts(children)),
  ]);
}

/** What stands in a section's head. */
export function headTexts(section: ReportSection): readonly string[] {
  return [section.heading, ...detailTexts(section.facts)];
}

/** Sections and all below them, each before its own. */
export function allSections(sections: readonly ReportSection[]): readonly ReportSection[] {
  return sections.flatMap((section) => [section, ...allSections(section.sections)]);
}
