import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Bench } from '../bench';
import { median } from '../measure';
import { gpo, projectFolder } from '../product';
import { packReferenceExtension } from '../referenceExtension';
import { withWorkbenchPages } from '../workbenchPage';

/** An even number: each of the two goes first as often as the other. */
const rounds = 10;

/**
 * Loading the code and activating, as "Show Running Extensions" counts them, beside an extension that does nothing, both
 * activated by showing their view. What goes first shares the extension host with what VS Code itself begins there, which
 * costs an empty extension up to 50 ms too; so each is compared with the other in the same place.
 */
export const activation: Bench = {
  name: 'activation',
  async run(folder) {
    const domain = join(folder, 'domain');
    await gpo(folder, ['sample', domain]);
    const vsix = [join(projectFolder, 'out', 'group-policy.vsix'), await packReferenceExtension(folder)];
    const machineSettings = { 'groupPolicy.domains': [`snapshot:${domain}`] };
    const own = { first: new Array<number>(), second: new Array<number>() };
    const reference = { first: new Array<number>(), second: new Array<number>() };
    // in a small window of its own the list of running extensions would make rows for a few only
    const settings = { 'workbench.editor.useModal': 'off' };
    await withWorkbenchPages({ vsix, machineSettings, settings }, folder, async (load) => {
      for (let round = 0; round < rounds; round++) {
        const page = await load();
        const ownFirst = round % 2 === 0;
        const containers = ['Group Policy', 'Bench Reference'];
        for (const title of ownFirst ? containers : containers.toReversed()) await showContainer(page, title);
        const times = await activationTimes(page);
        own[ownFirst ? 'first' : 'second'].push(timeOf(times, 'Group Policy as Code'));
        reference[ownFirst ? 'second' : 'first'].push(timeOf(times, 'Bench Reference'));
      }
    });
    return (['first', 'second'] as const).map((place) => ({
      name: place === 'first' ? 'activation right after the window has opened' : 'activation later',
      value: median(own[place]),
      unit: 'ms',
      reference: { name: 'an empty extension', value: Math.max(1, median(reference[place])) },
      bar: { kind: 'over-reference', limit: 50 },
    }));
  },
};

async function showContainer(page: Page, title: string): Promise<void> {
  await page.locator(`.activitybar .action-label[aria-label="${title}"]`).click();
  await page.locator('.sidebar .monaco-list-row:visible').first().waitFor();
}

/** The rows of the page of running extensions: name and milliseconds. */
async function activationTimes(page: Page): Promise<ReadonlyMap<string, number>> {
  // the list makes rows only for what is in sight
  await page.setViewportSize({ width: 1280, height: 3000 });
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible input.input');
  await input.waitFor();
  await input.fill('>Developer: Show Running Extensions');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show Running Extensions' }).first().click();
  const rows = page.locator('.monaco-list[aria-label="Runtime Extensions"] .monaco-list-row');
  for (const name of ['Bench Reference', 'Group Policy as Code'])
    await rows.filter({ hasText: name }).filter({ hasText: 'Activation' }).waitFor();
  const texts = await rows.allInnerTexts();
  return new Map(
    texts.flatMap((text) => {
      const [name] = text.trim().split('\n');
      const milliseconds = /Activation: (\d+)ms/.exec(text)?.[1];
      return name === undefined || milliseconds === undefined ? [] : [[name.trim(), Number(milliseconds)] as const];
    }),
  );
}

function timeOf(times: ReadonlyMap<string, number>, name: string): number {
  const time = times.get(name);
  if (time === undefined)
    throw new Error(`${name} is not among the running extensions: ${[...times.keys()].join(', ')}`);
  return time;
}
