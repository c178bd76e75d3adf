import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Bench, Row } from '../bench';
import { median } from '../measure';
import { pageScript } from '../pageScript';
import { gpo, projectFolder } from '../product';
import { packReferenceExtension, referenceTreeSize } from '../referenceExtension';
import { withWorkbenchPages } from '../workbenchPage';

const gpos = 5000;
const rounds = 3;

/** From the click that opens a node to its first row, and to all of them. */
interface Times {
  readonly first: number;
  readonly whole: number;
}

/** The GPOs of a domain of 5,000, beside a static tree of as many items. */
export const domainsView: Bench = {
  name: 'domains-view',
  async run(folder) {
    const domain = join(folder, 'domain');
    await gpo(folder, ['sample', domain, '--gpos', String(gpos)]);
    const vsix = [join(projectFolder, 'out', 'group-policy.vsix'), await packReferenceExtension(folder)];
    const machineSettings = { 'groupPolicy.domains': [`snapshot:${domain}`] };
    const own: Times[] = [];
    const reference: Times[] = [];
    await withWorkbenchPages({ vsix, machineSettings }, folder, async (load) => {
      for (let round = 0; round < rounds; round++) {
        const page = await load();
        reference.push(await openNode(page, 'Bench Reference', ['All'], referenceTreeSize));
        own.push(await openNode(page, 'Group Policy', ['contoso.com', 'Group Policy Objects'], gpos));
      }
    });
    const row = (name: string, limit: number, pick: (times: Times) => number): Row => ({
      name: `${name} of ${gpos} GPOs in the Domains view`,
      value: median(own.map(pick)),
      unit: 'ms',
      reference: { name: 'a static tree', value: median(reference.map(pick)) },
      bar: { kind: 'below', limit },
    });
    return [row('first rows', 500, ({ first }) => first), row('all rows', 2000, ({ whole }) => whole)];
  },
};

async function openNode(page: Page, container: string, path: readonly string[], count: number): Promise<Times> {
  await page.locator(`.activitybar .action-label[aria-label="${container}"]`).click();
  const row = (label: string): Locator =>
    page
      .locator('.sidebar .monaco-list-row')
      .filter({ has: page.locator('.label-name', { hasText: new RegExp(`^${label}$`) }) });
  for (const parent of path.slice(0, -1)) {
    await row(parent).waitFor();
    if ((await row(parent).getAttribute('aria-expanded')) === 'false')
      await row(parent).locator('.monaco-tl-twistie').click();
  }
  const label = path.at(-1) ?? '';
  await row(label).waitFor();
  return page.evaluate<Times>(pageScript('watchRows.js', { label, count }));
}
