import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '../../tools/workbench/browser';
import { buildReport } from '../../src/core/report/buildReport';
import { readGpReport } from '../../src/core/formats/gpReport/gpReport';
import { reportWords } from '../../src/text/reportWords';
import { bigReport } from '../fixtures/bigReport';
import { corpusFiles } from '../fixtures/corpus';
import { sampleReport } from '../fixtures/sampleReport';
import { ReportPageHarness, themes } from './reportPageHarness';

const pictures = join(__dirname, '..', '..', 'test-results', 'report');

describe('report page', function () {
  this.timeout(120_000);
  const harness = new ReportPageHarness();
  let browser: Browser;
  let context: BrowserContext;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    await harness.start();
    browser = await startBrowser();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
    harness.messages.length = 0;
    harness.errors.length = 0;
    harness.strangers.length = 0;
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(harness.errors, [], 'no error and no breach of the policy');
    assert.deepEqual(harness.strangers, [], 'nothing is loaded from elsewhere');
  });
  after(async () => {
    await browser.close();
    await harness.stop();
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[])
    it(`shows a report in the theme "${theme}"`, async () => {
      const page = await harness.open(context, sampleReport(), theme);
      await page.getByRole('rowheader', { name: 'Turn off AutoPlay' }).waitFor();
      await page.screenshot({ path: join(pictures, `${theme}.png`) });
      assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Baseline <Servers> & "more"');
      assert.ok(await page.getByRole('heading', { level: 2, name: 'Computer Configuration' }).isVisible());
      const table = page.getByRole('table', { name: 'System/Logon' });
      assert.equal(await table.getAttribute('aria-rowcount'), '3');
      assert.deepEqual(await table.getByRole('columnheader').allTextContents(), ['Policy', 'State', 'Options']);
    });

  it('shows the parts of a report of every kind, and of every real one', async function () {
    this.timeout(300_000);
    const real = corpusFiles(/^gpreport.*\.xml$/i);
    for (const { path, bytes } of [{ path: 'the sample', bytes: sampleReport() }, ...real]) {
      const { value, problems } = readGpReport(bytes);
      const { title, sections } = buildReport(value, problems, reportWords());
      const page = await harness.open(context, bytes);
      const parts = page.getByRole('heading', { level: 2 });
      await parts.nth(sections.length - 1).waitFor({ state: 'attached' });
      assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), title, path);
      const shown = await parts.evaluateAll((headings) => headings.map((heading) => heading.textContent));
      assert.deepEqual(
        shown.map((text, index) => text.startsWith(sections[index]?.heading ?? '-')),
        sections.map(() => true),
        `${path}: ${shown.join(', ')}`,
      );
      assert.deepEqual([harness.errors, harness.strangers], [[], []], path);
      await page.close();
    }
  });

  it('runs no script of a report and shows its markup as text', async () => {
    const page = await harness.open(context, sampleReport());
    await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
    assert.equal(await page.locator('img, iframe, object, main script').count(), 0);
  });

  it('opens details by mouse and by keyboard', async () => {
    const page = await harness.open(context, sampleReport());
    const row = page.getByRole('row', { name: /Turn off AutoPlay/ });
    await row.getByRole('button').click();
    await page.getByText('AutoPlay begins reading from a drive').waitFor();
    await row.focus();
    await page.keyboard.press('Enter');
    await page.getByText('AutoPlay begins reading from a drive').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+c');
    const copied = await harness.message('copy');
    assert.ok(copied.type === 'copy' && copied.row === 0);
  });

  it('finds what is folded, in details, and what is far away', async () => {
    const page = await harness.open(context, sampleReport());
    await page.getByRole('button', { name: 'Collapse All' }).click();
    assert.equal(await page.getByRole('rowheader').count(), 0);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('begins reading');
    await page.getByText('AutoPlay begins reading from a drive').waitFor();
    assert.equal(await page.locator('.hit-count').textContent(), '1 of 1');
    assert.equal(await page.locator('.current-hit').count(), 1);
    await page.getByRole('searchbox').fill('nowhere to be found');
    await page.getByText('No matches').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.current-hit').count(), 0);
  });

  it('survives a reload: place, folded sections, open rows and the search', async () => {
    const bytes = bigReport({ settings: 2000, explainLength: 100 });
    const page = await harness.open(context, bytes);
    await page.getByRole('searchbox').fill('component number 1500');
    await page.getByText('1 of 1').waitFor();
    const line = page.locator('.current-hit');
    await line.waitFor();
    await line.getByRole('button').click();
    await page.getByRole('button', { name: 'Delegation', exact: true }).first().click();
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Enter');
    await waitForState(page, (state) => state.openRows.length === 1 && (state.anchor?.section ?? '').includes('Group'));
    const top = await line.evaluate((node) => node.getBoundingClientRect().top);
    const state: unknown = await page.evaluate('globalThis.pageState');
    const again = await harness.open(context, bytes, 'dark', state);
    const same = again.getByRole('row', { name: /component number 1500/ });
    await same.waitFor();
    assert.equal(await same.getByRole('button').getAttribute('aria-expanded'), 'true');
    assert.equal(await again.getByRole('searchbox').inputValue(), 'component number 1500');
    const moved = Math.abs((await same.evaluate((node) => node.getBoundingClientRect().top)) - top);
    assert.ok(moved < 120, `the place is kept, moved by ${String(moved)}`);
  });

  it('sends save, print and copy to the editor', async () => {
    const page = await harness.open(context, sampleReport());
    await page.getByRole('button', { name: 'Save as HTML…' }).click();
    await page.getByRole('button', { name: 'Print…' }).click();
    await page.getByRole('button', { name: 'Show XML' }).click();
    await page.getByRole('button', { name: 'Copy section' }).first().click();
    await harness.message('copy');
    assert.deepEqual(
      harness.messages.map(({ type }) => type).filter((type) => type !== 'rows'),
      ['ready', 'save', 'print', 'show-xml', 'copy'],
    );
  });

  it('stays small and smooth with 25,000 settings', async () => {
    const page = await harness.open(context, bigReport({ settings: 25_000, explainLength: 200 }));
    const longest: unknown = await page.evaluate(scrollThrough(3000));
    await page.locator('tr[data-row]').first().waitFor();
    const rows = await page.locator('tr[data-row]').count();
    const nodes: unknown = await page.evaluate('document.getElementsByTagName("*").length');
    assert.ok(rows > 0 && rows <= 10_000, `${String(rows)} rows in the document`);
    assert.ok(Number(nodes) < 100_000, `${String(nodes)} elements`);
    // a bench measures frames on a quiet machine; here only what would be felt as standing still
    assert.ok(Number(longest) < 500, `longest task ${String(longest)} ms`);
    await page.getByRole('searchbox').fill('component number 22222');
    await page.getByText('1 of 1').waitFor();
    const hit = page.locator('.current-hit');
    await hit.waitFor();
    assert.ok(await hit.isVisible());
  });

  it('pages a single section of 22,500 rows with true row numbers', async () => {
    const page = await harness.open(context, oneCategory(22_500));
    const table = page.locator('table[aria-rowcount="22501"]');
    await table.waitFor();
    await page.getByRole('searchbox').fill('component number 22499');
    await page.getByText('1 of 1').waitFor();
    const hit = page.locator('.current-hit');
    await hit.waitFor();
    assert.equal(await hit.getAttribute('aria-rowindex'), '22501');
    assert.ok((await page.locator('tr[data-row]').count()) <= 10_000);
    const pages = page.getByRole('navigation', { name: 'Pages of System' });
    assert.deepEqual(await pages.getByRole('status').allTextContents(), [
      'Rows 20,001–22,500 of 22,500',
      'Rows 20,001–22,500 of 22,500',
    ]);
    assert.ok(await pages.getByRole('button', { name: 'Next rows' }).first().isDisabled());
  });

  it('goes through the pages of a section by keyboard, from its end to the beginning of the next', async () => {
    const page = await harness.open(context, oneCategory(22_500));
    const pages = page.getByRole('navigation', { name: 'Pages of System' });
    const place = pages.getByRole('status').first();
    assert.equal(await place.textContent(), 'Rows 1–10,000 of 22,500');
    assert.ok(await pages.getByRole('button', { name: 'Previous rows' }).first().isDisabled());
    assert.ok((await page.locator('table[aria-rowcount="22501"] > tbody').count()) <= 400);
    const next = pages.getByRole('button', { name: 'Next rows: 10,001–20,000' });
    await next.last().focus();
    await page.keyboard.press('Enter');
    const first = page.locator('tr[aria-rowindex="10002"]');
    await first.waitFor();
    await page.screenshot({ path: join(pictures, 'pages.png') });
    assert.equal(await place.textContent(), 'Rows 10,001–20,000 of 22,500');
    assert.ok(await place.isVisible());
    assert.equal(await first.getAttribute('tabindex'), '0');
    assert.equal(await focusedName(page), 'Next rows: 20,001–22,500');
    await page.keyboard.press('Enter');
    await page.locator('tr[aria-rowindex="20002"]').waitFor();
    assert.equal(await focusedName(page), 'Previous rows: 10,001–20,000', 'the other one at the end');
    await page.keyboard.press('Enter');
    await first.waitFor();
    assert.equal(await place.textContent(), 'Rows 10,001–20,000 of 22,500');
  });
});

function focusedName(page: Page): Promise<string | null> {
  return page.locator(':focus').getAttribute('aria-label');
}

interface SavedState {
  readonly openRows: readonly string[];
  readonly anchor: { readonly section: string } | undefined;
}

async function waitForState(page: Page, wanted: (state: SavedState) => boolean): Promise<void> {
  await page.waitForFunction('globalThis.pageState !== undefined');
  for (;;) {
    const state: SavedState = await page.evaluate('globalThis.pageState');
    if (wanted(state)) return;
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
}

/** A script that scrolls the whole page in that time and gives the longest task, in milliseconds. */
function scrollThrough(duration: number): string {
  return `new Promise((resolve) => {
    let longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    }).observe({ entryTypes: ['longtask'] });
    const start = performance.now();
    const step = (now) => {
      const part = (now - start) / ${String(duration)};
      window.scrollTo(0, document.documentElement.scrollHeight * part);
      if (part < 1) requestAnimationFrame(step);
      else resolve(longest);
    };
    requestAnimationFrame(step);
  })`;
}

/** All policies in one category: one table. */
function oneCategory(policies: number): Uint8Array {
  const text = new TextDecoder('utf-16le').decode(bigReport({ settings: policies / 0.9, explainLength: 10 }));
  return new TextEncoder().encode(
    text.replace(/<q1:Category>[^<]*<\/q1:Category>/g, '<q1:Category>System</q1:Category>').replace(/^\ufeff/, ''),
  );
}
