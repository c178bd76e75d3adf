import { PolicyError } from '../../core/kernel/errors';
import type { Steps } from '../../core/kernel/steps';
import {
  rowCount,
  type ReportCell,
  type ReportDetail,
  type ReportDocument,
  type ReportRow,
  type ReportSection,
} from '../../core/report/reportDocument';
import { withColon } from '../../core/report/labelOf';
import { cellTexts, detailTexts, headTexts } from '../../core/report/reportTexts';
import type { OpenReport, ReportHit, ReportRange, SectionSummary } from './reportSessions';

/** One report held open: its sections in a flat list, its rows, its search. Works on any thread. */
export class ReportSession {
  readonly #sections: readonly ReportSection[];
  readonly opened: OpenReport;

  constructor(
    handle: number,
    readonly document: ReportDocument,
    /** The file as it was read, for saving as XML. */
    readonly bytes: Uint8Array,
  ) {
    const { kind, title, domain, problems } = document;
    const sections: ReportSection[] = [];
    const summaries: SectionSummary[] = [];
    for (const section of document.sections) flatten(section, -1, 1, sections, summaries);
    this.#sections = sections;
    this.opened = { handle, kind, title, domain, problems, sections: summaries };
  }

  rows({ section, from, count }: ReportRange): readonly ReportRow[] {
    return this.#section(section).rows.slice(from, from + count);
  }

  /** Where a text occurs, without regard to case; a row at a step. */
  *search(text: string): Steps<readonly ReportHit[]> {
    const wanted = text.trim();
    if (wanted === '') return [];
    const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'iu');
    const matches = (item: string): boolean => pattern.test(item);
    const hits: ReportHit[] = [];
    for (const [index, section] of this.#sections.entries()) {
      if (headTexts(section).some(matches)) hits.push({ section: index, row: -1 });
      for (const [at, row] of section.rows.entries()) {
        if (rowMatches(row, matches)) hits.push({ section: index, row: at });
        yield;
      }
    }
    return hits;
  }

  /** A row as a line, or a section with its header and all below it. */
  copy(section: number, row: number | undefined): string {
    const found = this.#section(section);
    if (row === undefined) return sectionLines(found).join('\n');
    const only = found.rows[row];
    return only === undefined ? '' : rowLine(only);
  }

  #section(index: number): ReportSection {
    const section = this.#sections[index];
    if (section === undefined) throw new PolicyError('unexpected', { detail: `no section ${String(index)}` });
    return section;
  }
}

function flatten(
  section: ReportSection,
  parent: number,
  level: number,
  sections: ReportSection[],
  summaries: SectionSummary[],
): void {
  const index = sections.length;
  const { id, kind, heading, facts, layout, columns, rows, empty } = section;
  sections.push(section);
  summaries.push({
    index,
    parent,
    id,
    kind,
    heading,
    level,
    facts,
    layout,
    columns,
    rows: rows.length,
    allRows: rowCount(section),
    ...(empty === undefined ? {} : { empty }),
  });
  for (const child of section.sections) flatten(child, index, level + 1, sections, summaries);
}

function rowMatches({ cells, details }: ReportRow, matches: (text: string) => boolean): boolean {
  return cells.some((cell) => cellTexts(cell).some(matches)) || detailTexts(details).some(matches);
}

function sectionLines(section: ReportSection): readonly string[] {
  const header = section.columns.length === 0 ? [] : [section.columns.map(({ label }) => label).join('\t')];
  return [section.heading, ...header, ...section.rows.map(rowLine), ...section.sections.flatMap(sectionLines)];
}

function rowLine({ cells }: ReportRow): string {
  return cells.map((cell) => oneLine(cellText(cell))).join('\t');
}

function cellText({ text, items }: ReportCell): string {
  const lines = (items ?? []).map(itemText);
  return (text === '' ? lines : [text, ...lines]).join('; ');
}

function itemText({ label, text, children }: ReportDetail): string {
  const below = children === undefined ? '' : ` (${children.map(itemText).join('; ')})`;
  const name = label !== '' && text !== '' ? `${withColon(label)} ` : label;
  return `${name}${text}${below}`;
}

function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}
