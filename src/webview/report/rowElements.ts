import { withColon } from '../../core/report/labelOf';
import type { ReportCell, ReportDetail, ReportRow } from '../../core/report/reportDocument';
import type { SectionSummary } from '../../services/reports/reportSessions';
import { element, picture } from './element';

/** What a row's element needs to know of its place. */
export interface RowPlace {
  readonly section: SectionSummary;
  /** From 0 in its section. */
  readonly row: number;
  /** The first one of its table on the page. */
  readonly isFirst: boolean;
  readonly detailsLabel: string;
}

/** A row; when it has details its first cell begins with the button that opens them. */
export function rowElement(row: ReportRow, place: RowPlace): HTMLTableRowElement {
  const { section } = place;
  const context = JSON.stringify({ webviewSection: 'row', section: section.index, row: place.row });
  const line = element('tr', {
    role: 'row',
    class: section.layout === 'facts' ? 'fact-row' : undefined,
    // one row of each table is in the tab order; arrow keys go on from there
    tabindex: place.isFirst ? 0 : -1,
    // the table's header is row 1, where there is one
    'aria-rowindex': place.row + (section.layout === 'facts' ? 1 : 2),
    'data-row': place.row,
    'data-vscode-context': context,
  });
  row.cells.forEach((cell, index) => line.append(cellElement(cell, index, row, place)));
  return line;
}

function cellElement(cell: ReportCell, index: number, row: ReportRow, place: RowPlace): HTMLElement {
  const isHeader = index === 0;
  const made = element(isHeader ? 'th' : 'td', {
    role: isHeader ? 'rowheader' : 'cell',
    scope: isHeader ? 'row' : undefined,
  });
  if (isHeader && place.section.layout === 'table') made.append(disclosure(row, place));
  made.append(...cellContent(cell));
  return made;
}

/** The button that opens details; a blank of the same width where there are none, so that names stand in line. */
function disclosure(row: ReportRow, { detailsLabel }: RowPlace): HTMLElement {
  if (row.details.length === 0) return element('span', { class: 'disclosure' });
  const label = `${detailsLabel}: ${row.cells[0]?.text ?? ''}`;
  return element(
    'button',
    { type: 'button', class: 'disclosure', tabindex: -1, 'aria-expanded': 'false', 'aria-label': label },
    picture('chevron'),
  );
}

/** The row below a row that shows its details. */
export function detailsElement(row: ReportRow, place: RowPlace): HTMLTableRowElement {
  const content = element('td', { role: 'cell', class: 'details', 'aria-colspan': row.cells.length });
  const long = row.details.filter((detail) => detail.long === true);
  const short = row.details.filter((detail) => detail.long !== true);
  if (short.length > 0) content.append(itemList(short));
  for (const { label, text } of long)
    content.append(element('div', { class: 'key' }, label), element('p', { class: 'long' }, text));
  return element('tr', { role: 'row', class: 'details-row', 'aria-rowindex': place.row + 2 }, content);
}

function cellContent({ text, raw, items, tone }: ReportCell): readonly (Node | string)[] {
  const value = text === '' ? [] : [valueNode(text, raw, tone)];
  return items === undefined || items.length === 0 ? value : [...value, itemList(items)];
}

/** Named values, one a line. */
export function itemList(items: readonly ReportDetail[], listClass = 'items'): HTMLElement {
  return element('ul', { class: listClass }, ...items.map((item) => element('li', {}, ...itemContent(item))));
}

function itemContent({ label, text, raw, children }: ReportDetail): readonly (Node | string)[] {
  return [
    ...(label === '' ? [] : [element('span', { class: 'key' }, text === '' ? label : `${withColon(label)} `)]),
    ...(text === '' ? [] : [valueNode(text, raw, undefined)]),
    ...(children === undefined ? [] : [itemList(children)]),
  ];
}

function valueNode(text: string, raw: string | undefined, tone: string | undefined): Node | string {
  return raw === undefined && tone === undefined ? text : element('span', { class: tone, title: raw }, text);
}
