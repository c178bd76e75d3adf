import type { Page } from 'playwright-core';
import { startBrowser } from '../workbench/browser';
import { startCodeServer, type CodeServerOptions } from '../workbench/codeServer';
import { installWorkbench } from '../workbench/install';

/** Runs the work with a page on a workbench of its own; `load` opens the folder in it, each time as a clean workbench. */
export async function withWorkbenchPages<T>(
  options: Omit<CodeServerOptions, 'installation'>,
  folder: string,
  work: (load: () => Promise<Page>) => Promise<T>,
): Promise<T> {
  const installation = await installWorkbench('current', console.error);
  const server = await startCodeServer({ installation, ...options });
  try {
    const browser = await startBrowser();
    try {
      return await work(async () => {
        for (const context of browser.contexts()) await context.close();
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await page.goto(`${server.origin}/?folder=${encodeURIComponent(folder)}`);
        // then commands and files are there too
        await page.locator('.activitybar .action-label[aria-label="Bench Reference"]').waitFor();
        return page;
      });
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
