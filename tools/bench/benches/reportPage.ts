import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { bigReport } from '../../../test/fixtures/bigReport';
import type { Bench } from '../bench';
import { pageScript } from '../pageScript';
import { projectFolder } from '../product';
import { packReferenceExtension } from '../referenceExtension';
import { withWorkbenchPages } from '../workbenchPage';

const settings = 25_000;
const scrolling = 10_000;

/** What was measured of one page. */
interface PageNumbers {
  /** Milliseconds from opening to the first heading. */
  readonly firstContent: number;
  /** Bytes by which the page's process grew. */
  readonly growth: number;
  /** Milliseconds of the longest frame while it was scrolled. */
  readonly longestFrame: number;
}

/** The report preview of a large report beside an empty page in the same workbench. */
export const reportPage: Bench = {
  name: 'report-page',
  async run(folder) {
    const workspace = join(folder, 'workspace');
    mkdirSync(workspace);
    writeFileSync(join(workspace, 'gpreport.xml'), bigReport({ settings }));
    const vsix = [join(projectFolder, 'out', 'group-policy.vsix'), await packReferenceExtension(folder)];
    return withWorkbenchPages({ vsix }, workspace, async (load) => {
      const page = await load();
      // the first page in a workbench also starts what all pages need
      await measure(page, '>Bench Reference: Open Page', 'Open Page');
      const reference = await measure(page, '>Bench Reference: Open Page', 'Open Page');
      const own = await measure(page, 'gpreport.xml', 'gpreport.xml');
      const name = 'an empty page';
      return [
        {
          name: `first content of a report of ${settings} settings`,
          value: own.firstContent,
          unit: 'ms',
          reference: { name, value: reference.firstContent },
          bar: { kind: 'below', limit: 1000 },
        },
        {
          name: 'growth of its process',
          value: own.growth / 1_000_000,
          unit: 'MB',
          reference: { name, value: reference.growth / 1_000_000 },
          bar: { kind: 'below', limit: 300 },
        },
        {
          name: `longest frame in ${scrolling / 1000} s of scrolling`,
          value: own.longestFrame,
          unit: 'ms',
          reference: { name, value: reference.longestFrame },
          bar: { kind: 'below', limit: 50 },
        },
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
  const longestFrame = await (
    await activeFrame(page)
  ).evaluate<number>(pageScript('scrollFrames.js', { milliseconds: scrolling }));
  const growth = (await rendererMemory(page)) - before;
  await page.keyboard.press('F1');
  await input.fill('>View: Close All Editors');
  await page.keyboard.press('Enter');
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  return { firstContent, growth, longestFrame };
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
