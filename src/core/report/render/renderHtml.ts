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
 * The report as one HTML file that needs nothing else: no script, no network (its content security policy forbids both),
 * light and dark, fit for printing. Sections fold by the browser's own means.
 */
export function renderHtml(report: ReportDocument, words: ReportWords): string {
  const renderer = new HtmlRenderer(words);
  return [
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
    ...report.sections.map((section) => renderer.section(section, 2)),
    '</main>',
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
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

  section(section: ReportSection, level: number): string {
    const heading = `h${String(Math.min(level, 6))}`;
    const rows = rowCount(section);
    const count = section.layout === 'table' && rows > 0 ? ` <span class="count">${String(rows)}</span>` : '';
    return [
      `<details open class="section level${String(Math.min(level, 6))}" id="${this.#anchor(section)}">`,
      `<summary><${heading}>${escapeHtml(section.heading)}${count}</${heading}></summary>`,
      this.#facts(section.facts),
      section.empty === undefined ? '' : `<p class="empty">${escapeHtml(section.empty)}</p>`,
      section.rows.length === 0 ? '' : this.#table(section),
      ...section.sections.map((child) => this.section(child, level + 1)),
      '</details>',
    ]
      .filter((line) => line !== '')
      .join('\n');
  }

  #anchor(section: ReportSection): string {
    const known = this.#anchors.get(section.id) ?? `s${String(this.#anchors.size + 1)}`;
    this.#anchors.set(section.id, known);
    return known;
  }

  #facts(facts: readonly ReportDetail[]): string {
    if (facts.length === 0) return '';
    const items = facts.map((fact) => `<li>${this.#named(fact)}</li>`);
    return `<ul class="facts">${items.join('')}</ul>`;
  }

  #table(section: ReportSection): string {
    if (section.layout === 'facts')
      return `<table class="values"><tbody>${section.rows.map((row) => this.#factRow(row)).join('\n')}</tbody></table>`;
    const total = section.columns.reduce((sum, { weight }) => sum + weight, 0);
    const widths = section.columns.map(({ weight }) => `<col style="width:${((weight / total) * 100).toFixed(1)}%">`);
    const head = section.columns.map(({ label }) => `<th scope="col">${escapeHtml(label)}</th>`);
    return [
      `<table><colgroup>${widths.join('')}</colgroup><thead><tr>${head.join('')}</tr></thead><tbody>`,
      ...section.rows.map((row) => this.#row(row)),
      '</tbody></table>',
    ].join('\n');
  }

  #row({ cells, details }: ReportRow): string {
    const columns = cells.map((cell, index) => {
      const more = index === 0 ? this.#details(details) : '';
      return `<td>${this.#cell(cell)}${more}</td>`;
    });
    return `<tr>${columns.join('')}</tr>`;
  }

  #factRow({ cells, details }: ReportRow): string {
    const [name, ...others] = cells;
    const values = others.map((cell) => `<td>${this.#cell(cell)}${this.#details(details)}</td>`);
    return `<tr><th scope="row">${escapeHtml(name?.text ?? '')}</th>${values.join('')}</tr>`;
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

function span(text: string, raw: string | undefined, tone: string | undefined): string {
  const title = raw === undefined ? '' : ` title="${escapeHtml(raw)}"`;
  const kind = tone === undefined ? '' : ` class="${tone}"`;
  return title === '' && kind === '' ? escapeHtml(text) : `<span${kind}${title}>${escapeHtml(text)}</span>`;
}
