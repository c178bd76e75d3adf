import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '../../tools/workbench/browser';
import { sampleReport } from '../fixtures/sampleReport';
import { ReportPageHarness, themes } from './reportPageHarness';

/** What pageChecks.js finds wrong in the page. */
interface Findings {
  readonly structure: readonly string[];
  readonly names: readonly string[];
  readonly contrast: readonly string[];
  readonly cut: readonly string[];
}

const findFaults = readFileSync(join(__dirname, 'pageChecks.js'), 'utf8');
const none: Findings = { structure: [], names: [], contrast: [], cut: [] };

/** A wide editor, where contents and columns just fit, a column of 320 pixels, and a window of 1280 pixels at 200 %. */
const sizes = {
  wide: { viewport: { width: 1280, height: 900 } },
  tight: { viewport: { width: 1001, height: 700 } },
  'with contents': { viewport: { width: 821, height: 700 } },
  narrow: { viewport: { width: 320, height: 640 } },
  'at 200 %': { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
} as const;

describe('report page for everybody', function () {
  this.timeout(120_000);
  const harness = new ReportPageHarness();
  let browser: Browser;
  let context: BrowserContext | undefined;

  before(async () => {
    await harness.start();
    browser = await startBrowser();
  });
  afterEach(() => context?.close());
  after(async () => {
    await browser.close();
    await harness.stop();
  });

  async function open(size: keyof typeof sizes, theme: keyof typeof themes): Promise<Page> {
    context = await browser.newContext(sizes[size]);
    return harness.open(context, sampleReport(), theme);
  }

  for (const theme of Object.keys(themes) as (keyof typeof themes)[])
    for (const size of Object.keys(sizes) as (keyof typeof sizes)[])
      it(`has structure, names, contrast and room: ${theme}, ${size}`, async () => {
        const page = await open(size, theme);
        for (const wanted of ['Servers only', 'begins reading', 'Limit blank passwords', 'Remote management', 'H:']) {
          await find(page, wanted);
          assert.deepEqual(await page.evaluate<Findings>(findFaults), none, `where ${wanted} stands`);
        }
      });

  it('goes everywhere by keyboard and shows where the focus is', async () => {
    const page = await open('wide', 'contrast');
    const stops: string[] = [];
    for (let n = 0; n < 60 && !stops.includes('Always wait for the network'); n += 1) {
      await page.keyboard.press('Tab');
      const [name, isShown] = await page.evaluate<readonly [string, boolean]>(focusScript);
      assert.ok(isShown, `${name} has the focus and does not show it`);
      stops.push(name);
    }
    for (const wanted of ['Find in report', 'Expand All', 'Print…', 'General', 'Links', 'Computer Configuration'])
      assert.ok(stops.includes(wanted), `${wanted} is not reached: ${stops.join(', ')}`);
    assert.ok(stops.includes('Always wait for the network'), 'the first row of a table is reached');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('AutoPlay begins reading from a drive').waitFor();
  });

  it('folds a section by keyboard and says so', async () => {
    const page = await open('wide', 'dark');
    const links = page.getByRole('heading', { name: 'Links' }).getByRole('button');
    assert.equal(await links.getAttribute('aria-expanded'), 'true');
    await links.focus();
    await page.keyboard.press('Space');
    assert.equal(await links.getAttribute('aria-expanded'), 'false');
    assert.equal(await page.getByText('example.com/Old').isVisible(), false);
  });

  it('tells the number of matches and marks those in details that the search opened', async () => {
    const page = await open('wide', 'light');
    await find(page, 'begins reading');
    assert.equal(await page.getByRole('search').getByRole('status').textContent(), '1 of 1');
    assert.equal(await page.evaluate(`CSS.highlights.get('report-match').size`), 1);
  });
});

async function find(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text);
  await page.getByRole('searchbox').press('Enter');
  await page
    .locator('.current-hit')
    .filter({ hasText: text.startsWith('begins') ? 'AutoPlay' : text })
    .waitFor();
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** The name of what has the focus, and whether its looks differ from those without the focus. */
const focusScript = `(() => {
  const focused = document.activeElement;
  const looks = () => [focused, focused.parentElement].map((item) => {
    const { outlineStyle, outlineColor, borderColor, backgroundColor } = getComputedStyle(item);
    return [outlineStyle, outlineStyle === 'none' ? '' : outlineColor, borderColor, backgroundColor].join();
  }).join();
  const withFocus = looks();
  const name = focused.getAttribute('aria-label') ?? focused.querySelector('span:not(:empty), th')?.textContent ?? focused.textContent;
  focused.blur();
  const without = looks();
  focused.focus({ preventScroll: true });
  return [name.trim(), withFocus !== without];
})()`;
