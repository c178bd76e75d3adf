import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGpReport } from '../../../../src/core/formats/gpReport/gpReport';
import { buildReport } from '../../../../src/core/report/buildReport';
import { renderHtml } from '../../../../src/core/report/render/renderHtml';
import { renderJson } from '../../../../src/core/report/render/renderJson';
import { renderMarkdown } from '../../../../src/core/report/render/renderMarkdown';
import type { ReportDocument } from '../../../../src/core/report/reportDocument';
import { reportWords } from '../../../../src/text/reportWords';
import { sampleReport } from '../../../fixtures/sampleReport';

const words = reportWords();

function sample(): ReportDocument {
  const { value, problems } = readGpReport(sampleReport());
  return buildReport(value, problems, words);
}

function text(pieces: Iterable<string>): string {
  return [...pieces].join('');
}

/** Compares with a file; `UPDATE_GOLDEN=1` writes it anew, for review with the change that caused it. */
function matchesGolden(name: string, actual: string): void {
  const file = join(__dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, actual);
  assert.ok(existsSync(file), `${name} is missing`);
  assert.equal(actual, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
}

describe('report renderers', () => {
  it('render every kind of extension as HTML', () => matchesGolden('sample.html', text(renderHtml(sample(), words))));
  it('render every kind of extension as Markdown', () =>
    matchesGolden('sample.md', text(renderMarkdown(sample(), words))));
  it('render every kind of extension as JSON', () => matchesGolden('sample.json', text(renderJson(sample()))));

  it('make a page that can run nothing and load nothing', () => {
    const html = text(renderHtml(sample(), words));
    assert.match(html, /default-src 'none'; style-src 'unsafe-inline'/);
    assert.doesNotMatch(html, /<script|<img|<iframe|<link|<[a-z][^>]*\son\w+=|<[a-z][^>]*(?:src|href)="(?!#)/i);
    assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;/);
    assert.match(html, /<title>Baseline &lt;Servers&gt; &amp; &quot;more&quot;<\/title>/);
  });

  it('keep Markdown cells on one line and without markup of the report', () => {
    const markdown = text(renderMarkdown(sample(), words));
    assert.ok(markdown.includes('second \\| third'));
    assert.ok(markdown.includes('\\<img src=x'));
    for (const line of markdown.split('\n').filter((text) => text.startsWith('|')))
      assert.ok(line.endsWith('|'), `a cell breaks its row: ${line}`);
  });

  it('give stable keys in JSON', () => {
    const parsed = JSON.parse(text(renderJson(sample()))) as {
      readonly sections: readonly { readonly id: string; readonly kind: string }[];
    };
    assert.deepEqual(
      parsed.sections.map(({ id, kind }) => [id, kind]),
      [
        ['general', 'general'],
        ['links', 'links'],
        ['security-filtering', 'security-filtering'],
        ['delegation', 'delegation'],
        ['wmi-filter', 'wmi-filter'],
        ['computer', 'computer'],
        ['user', 'user'],
      ],
    );
  });
});
