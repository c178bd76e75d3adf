import {
  rowCount,
  type ReportCell,
  type ReportDetail,
  type ReportDocument,
  type ReportRow,
  type ReportSection,
} from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { withColon } from '../labelOf';
import { escapeHtml } from './escapeHtml';
import { standaloneCss } from './standaloneCss';

/**
 * The report as one HTML file that needs nothing else, in pieces: no script, no network (its content security policy
 * forbids both), light and dark, fit for printing. Sections fold by the browser's own means.
 */
export function* renderHtml(report: ReportDocument, words: ReportWords): Generator<string> {
  for (const line of lines(report, new HtmlRenderer(words), words)) yield `${line}\n`;
}

function* lines(report: ReportDocument, renderer: HtmlRenderer, words: ReportWords): Generator<string> {
  yield* [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(words.language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(report.title)}</title>`,
    `<style>${standaloneCss}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escapeHtml(report.title)}</h1>${report.domain === '' ? '' : `<p>${escapeHtml(report.domain)}</p>`}</header>`,
    '<div class="frame">',
    `<nav aria-label="${escapeHtml(words.contents)}">${renderer.contents(report.sections, 2)}</nav>`,
    '<main>',
  ];
  for (const section of report.sections) yield* renderer.section(section, 2);
  yield* ['</main>', '</div>', '</body>', '</html>'];
}

class HtmlRenderer {
  readonly #anchors = new Map<string, string>();

  constructor(private readonly words: ReportWords) {}

  contents(sections: readonly ReportSection[], depth: number): string {
    if (depth === 0 || sections.length === 0) return '';
    const items = sections.map((section) => {
      const rows = rowCount(section);
      const count = section.layout === 'table' && rows > 0 ? ` <span class="count">${String(rows)}</span>` : '';
      const link = `<a href="#${this.#anchor(section)}">${escapeHtml(section.heading)}</a>${count}`;
      return `<li>${link}${this.contents(section.sections, depth - 1)}</li>`;
    });
    return `<ul>${items.join('')}</ul>`;
  }

  *section(section: ReportSection, level: number): Generator<string> {
    const heading = `h${String(Math.min(level, 6))}`;
    const rows = rowCount(section);
    const count = section.layout === 'table' && rows > 0 ? ` <span class="count">${String(rows)}</span>` : '';
    yield `<details open class="section level${String(Math.min(level, 6))}" id="${this.#anchor(section)}">`;
    yield `<summary><${heading}>${escapeHtml(section.heading)}${count}</${heading}></summary>`;
    if (section.facts.length > 0) yield this.#facts(section.facts);
    if (section.empty !== undefined) yield `<p class="empty">${escapeHtml(section.empty)}</p>`;
    if (section.rows.length > 0) yield* this.#table(section);
    for (const child of section.sections) yield* this.section(child, level + 1);
    yield '</details>';
  }

  #anchor(section: ReportSection): string {
    const known = this.#anchors.get(section.id) ?? `s${String(this.#anchors.size + 1)}`;
    this.#anchors.set(section.id, known);
    return known;
  }

  #facts(facts: readonly ReportDetail[]): string {
    return `<ul class="facts">${facts.map((fact) => `<li>${this.#named(fact)}</li>`).join('')}</ul>`;
  }

  *#table(section: ReportSection): Generator<string> {
    yield section.layout === 'facts' ? '<table class="values"><tbody>' : tableStart(section);
    for (const row of section.rows) yield this.#row(row, section.layout);
    yield '</tbody></table>';
  }

  /** The first cell names the row; the details are below it, or below the value where there is only one. */
  #row({ cells, details }: ReportRow, layout: ReportSection['layout']): string {
    const place = layout === 'facts' ? 1 : 0;
    const columns = cells.map((cell, index) => {
      const content = `${this.#cell(cell)}${index === place ? this.#details(details) : ''}`;
      return index === 0 ? `<th scope="row">${content}</th>` : `<td>${content}</td>`;
    });
    return `<tr>${columns.join('')}</tr>`;
  }

  #details(details: readonly ReportDetail[]): string {
    if (details.length === 0) return '';
    return `<details class="more"><summary>${escapeHtml(this.words.details)}</summary>${this.#items(details)}</details>`;
  }

  #cell({ text, raw, items, tone }: ReportCell): string {
    const value = text === '' ? '' : span(text, raw, tone);
    return value + (items === undefined || items.length === 0 ? '' : this.#items(items));
  }

  #items(items: readonly ReportDetail[]): string {
    return `<ul>${items.map((item) => `<li>${this.#item(item)}</li>`).join('')}</ul>`;
  }

  #item(item: ReportDetail): string {
    if (item.long === true) return `<b>${escapeHtml(item.label)}</b><p class="long">${escapeHtml(item.text)}</p>`;
    return this.#named(item) + (item.children === undefined ? '' : this.#items(item.children));
  }

  #named({ label, text, raw }: ReportDetail): string {
    const value = text === '' ? '' : span(text, raw, undefined);
    if (label === '') return value;
    if (value === '') return `<span class="key">${escapeHtml(label)}</span>`;
    return `<span class="key">${escapeHtml(withColon(label))}</span> ${value}`;
  }
}

function tableStart({ columns }: ReportSection): string {
  const total = columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = columns.map(({ weight }) => `<col style="width:${((weight / total) * 100).toFixed(1)}%">`);
  const head = columns.map(({ label }) => `<th scope="col">${escapeHtml(label)}</th>`);
  return `<table><colgroup>${widths.join('')}</colgroup><thead><tr>${head.join('')}</tr></thead><tbody>`;
}

function span(text: string, raw: string | undefined, tone: string | undefined): string {
  const title = raw === undefined ? '' : ` title="${escapeHtml(raw)}"`;
  const kind = tone === undefined ? '' : ` class="${tone}"`;
  return title === '' && kind === '' ? escapeHtml(text) : `<span${kind}${title}>${escapeHtml(text)}</span>`;
}
