import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Bench } from '../bench';
import { busyStretches, type CpuProfile } from '../busyStretches';
import { gpo, projectFolder } from '../product';
import { packReferenceExtension, profileFileOf } from '../referenceExtension';
import { withWorkbenchPages } from '../workbenchPage';

const gpos = 1000;
const longestBackUpMs = 120_000;

/**
 * The longest time for which the extension keeps the thread of the extension host while it backs up all of a domain, beside
 * the longest of everything else that runs there in the same time. From a profile of that thread.
 */
export const editorBackUp: Bench = {
  name: 'editor-back-up',
  async run(folder) {
    const domain = join(folder, 'domain');
    const set = join(folder, 'set');
    mkdirSync(set);
    await gpo(folder, ['sample', domain, '--gpos', String(gpos)]);
    const vsix = [join(projectFolder, 'out', 'group-policy.vsix'), await packReferenceExtension(folder)];
    const machineSettings = { 'groupPolicy.domains': [`snapshot:${domain}`], 'groupPolicy.backupFolders': [set] };
    const profile = profileFileOf(folder);
    await withWorkbenchPages({ vsix, machineSettings }, folder, async (load) => {
      const page = await load();
      await page.locator('.activitybar .action-label[aria-label="Group Policy"]').click();
      await page.locator('.sidebar .monaco-list-row:visible').first().waitFor();
      await runCommand(page, 'Bench Reference: Start Profile');
      await runCommand(page, 'Group Policy: Back Up All');
      await accept(page, 'Choose a backup folder');
      await accept(page, 'A comment for these backups');
      await until(() => backupsIn(set) >= gpos && existsSync(join(set, 'manifest.xml')));
      // what the views and the summary do about it belongs to it
      await pause(3000);
      await runCommand(page, 'Bench Reference: Stop Profile');
      await until(() => existsSync(profile) && readFileSync(profile, 'utf8').endsWith('}'));
    });
    const { own, others } = busyStretches(JSON.parse(readFileSync(profile, 'utf8')) as CpuProfile, (url) =>
      /group-policy-as-code\.group-policy-[^/]*\/dist\/extension\.js$/.test(url),
    );
    if (own === 0) throw new Error('the profile has nothing of the extension');
    return [
      {
        name: `longest own stretch in the extension host while ${gpos} GPOs are backed up`,
        value: own,
        unit: 'ms',
        reference: { name: 'everything else there', value: others },
        bar: { kind: 'below', limit: 50 },
      },
    ];
  },
};

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible input.input');
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** Takes what a quick pick or an input box offers. */
async function accept(page: Page, question: string): Promise<void> {
  const widget = page.locator('.quick-input-widget:visible');
  await widget.locator(`input.input[placeholder^="${question}"]`).or(widget.getByText(question)).first().waitFor();
  await page.keyboard.press('Enter');
}

function backupsIn(set: string): number {
  return readdirSync(set).filter((name) => /^\{.*\}$/.test(name)).length;
}

async function until(isSo: () => boolean): Promise<void> {
  const started = performance.now();
  while (!isSo()) {
    if (performance.now() - started > longestBackUpMs) throw new Error('the backups did not appear');
    await pause(200);
  }
}
