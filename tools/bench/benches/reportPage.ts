import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { bigReport } from '../../../test/fixtures/bigReport';
import type { Bench, Row } from '../bench';
import { median } from '../measure';
import { pageScript } from '../pageScript';
import { projectFolder } from '../product';
import { packReferenceExtension } from '../referenceExtension';
import { withWorkbenchPages } from '../workbenchPage';

const settings = 25_000;
const rounds = 3;

/** Through the whole report and back, and as fast as one can still see what comes: five screens a second. */
const throughAll = { milliseconds: 10_000 };
const reading = { milliseconds: 10_000, speed: 4000 };

/** What scrollFrames.js measures, in milliseconds. */
interface ScrollNumbers {
  readonly longestFrame: number;
  readonly longestWork: number;
  readonly longestMissing: number;
  readonly untilBuilt: number;
}

/** What was measured of one page. */
interface PageNumbers {
  /** Milliseconds from opening to the first heading. */
  readonly firstContent: number;
  /** Bytes by which the page's process grew. */
  readonly growth: number;
  readonly throughAll: ScrollNumbers;
  readonly reading: ScrollNumbers;
}

/** The report preview of a large report beside an empty page in the same workbench, in turns. */
export const reportPage: Bench = {
  name: 'report-page',
  async run(folder) {
    const workspace = join(folder, 'workspace');
    mkdirSync(workspace);
    writeFileSync(join(workspace, 'gpreport.xml'), bigReport({ settings }));
    const vsix = [join(projectFolder, 'out', 'group-policy.vsix'), await packReferenceExtension(folder)];
    return withWorkbenchPages({ vsix }, workspace, async (load) => {
      const page = await load();
      const empty = (): Promise<PageNumbers> => measure(page, '>Bench Reference: Open Page', 'Open Page');
      // the first page in a workbench also starts what all pages need
      await empty();
      const references: PageNumbers[] = [];
      const own: PageNumbers[] = [];
      for (let round = 0; round < rounds; round++) {
        references.push(await empty());
        own.push(await measure(page, 'gpreport.xml', 'gpreport.xml'));
      }
      const row = (name: string, unit: Row['unit'], limit: number, pick: (page: PageNumbers) => number): Row => ({
        name,
        value: median(own.map(pick)),
        unit,
        reference: { name: 'an empty page', value: median(references.map(pick)) },
        bar: { kind: 'below', limit },
      });
      return [
        row(`first content of a report of ${settings} settings`, 'ms', 1000, (of) => of.firstContent),
        row('growth of its process', 'MB', 300, (of) => of.growth / 1_000_000),
        row('longest frame in 10 s of scrolling through all', 'ms', 50, (of) => of.throughAll.longestFrame),
        row('longest work in one of these frames', 'ms', 50, (of) => of.throughAll.longestWork),
        row('rows in sight after it', 'ms', 500, (of) => of.throughAll.untilBuilt),
        row('longest frame in 10 s of scrolling at 5 screens/s', 'ms', 50, (of) => of.reading.longestFrame),
        row('longest work in one of these frames', 'ms', 50, (of) => of.reading.longestWork),
        row('longest lack of rows in sight in it', 'ms', 100, (of) => of.reading.longestMissing),
      ];
    });
  },
};

async function measure(page: Page, entry: string, label: string): Promise<PageNumbers> {
  await page.keyboard.press(entry.startsWith('>') ? 'F1' : 'ControlOrMeta+p');
  const input = page.locator('.quick-input-widget:visible input.input');
  await input.waitFor();
  await input.fill(entry);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().waitFor();
  const before = await rendererMemory(page);
  const started = performance.now();
  await page.keyboard.press('Enter');
  const content = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await content.locator('h1, h2').first().waitFor();
  const firstContent = performance.now() - started;
  const frame = await activeFrame(page);
  const scroll = (how: object): Promise<ScrollNumbers> =>
    frame.evaluate<ScrollNumbers>(pageScript('scrollFrames.js', how));
  // the whole report is in the page
  if (!entry.startsWith('>')) await content.locator('.toolbar').waitFor();
  const numbers = { throughAll: await scroll(throughAll), reading: await scroll(reading) };
  const growth = (await rendererMemory(page)) - before;
  await page.keyboard.press('F1');
  await input.fill('>View: Close All Editors');
  await page.keyboard.press('Enter');
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  return { firstContent, growth, ...numbers };
}

async function activeFrame(page: Page): Promise<Frame> {
  const element = await page.frameLocator('iframe.webview.ready').locator('iframe#active-frame').elementHandle();
  const frame = await element.contentFrame();
  if (frame === null) throw new Error('the page has no frame');
  return frame;
}

/** Private memory in bytes of the process that shows the workbench and its pages: JavaScript heaps, DOM and the rest. */
async function rendererMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const browser = await page.context().browser()?.newBrowserCDPSession();
  const answer = await browser?.send('SystemInfo.getProcessInfo');
  await browser?.detach();
  const renderers = answer?.processInfo.filter(({ type }) => type === 'renderer') ?? [];
  return Math.max(...renderers.map(({ id }) => privateMemory(id)));
}

function privateMemory(processId: number): number {
  const rollup = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8');
  return [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce((sum, [, size]) => sum + Number(size) * 1024, 0);
}
