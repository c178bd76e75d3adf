import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { sampleReport, sampleReportXml } from '../fixtures/sampleReport';
import { useWorkbench } from './workbenchSession';

describe('report preview', () => {
  const session = useWorkbench();
  const title = 'Baseline <Servers> & "more"';

  before(() => {
    const { domainFolder } = session();
    writeFileSync(join(domainFolder, 'gpreport.xml'), sampleReport());
    writeFileSync(join(domainFolder, 'narrow.xml'), sampleReportXml().replace(/^<\?xml[^>]*\?>/, ''));
  });

  /** The pages that are in sight, from left to right. */
  function pages(): readonly [left: FrameLocator, right: FrameLocator] {
    const frame = (index: number): FrameLocator =>
      session()
        .workbench.page.locator('iframe.webview.ready:visible')
        .nth(index)
        .contentFrame()
        .locator('iframe#active-frame')
        .contentFrame();
    return [frame(0), frame(1)];
  }

  async function openFile(name: string): Promise<void> {
    const { page, quickPick } = session().workbench;
    await page.keyboard.press('ControlOrMeta+p');
    await quickPick.input.waitFor();
    await quickPick.input.fill(name);
    await quickPick.item(name).first().click();
  }

  it('opens a report in UTF-16, beside itself, and again after it was closed', async () => {
    const { workbench } = session();
    await openFile('gpreport.xml');
    await workbench.webview().getByRole('heading', { level: 1, name: title }).waitFor();
    await workbench.runCommand('View: Split Editor Right');
    for (const page of pages()) {
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByRole('rowheader', { name: 'Domain', exact: true }).waitFor();
    }
    await workbench.screenshot('report-split');
    await workbench.closeEditors();
    await workbench.runCommand('View: Reopen Closed Editor');
    await workbench.webview().getByRole('heading', { level: 1, name: title }).waitFor();
  });

  it('saves the page that is shown, which needs nothing else', async () => {
    const { workbench, domainFolder } = session();
    await workbench.webview().getByRole('button', { name: 'Save as HTML…' }).click();
    await workbench.quickPick.input.waitFor();
    await workbench.page.waitForFunction(
      (input) => input instanceof HTMLInputElement && input.value.endsWith('.html'),
      await workbench.quickPick.input.elementHandle(),
    );
    await workbench.quickPick.widget.locator('.quick-input-action .monaco-button').first().click();
    await workbench.webview().getByText('Saved as Baseline _Servers_ & _more_.html.').waitFor();
    const html = readFileSync(join(domainFolder, 'Baseline _Servers_ & _more_.html'), 'utf8');
    assert.match(html, /^<!DOCTYPE html>/);
    assert.ok(html.includes('Turn off AutoPlay'));
    assert.doesNotMatch(html, /<(script|img|link|iframe)\b/);
  });

  it('opens a report in UTF-8 under any name by Open With', async () => {
    const { workbench } = session();
    await workbench.closeEditors();
    await openFile('narrow.xml');
    await workbench.page.locator('.monaco-editor .view-lines').getByText('Identifier').first().waitFor();
    await workbench.runCommand('View: Reopen Editor With...');
    await workbench.quickPick.choose('Group Policy Report');
    await workbench.webview().getByRole('heading', { level: 1, name: title }).waitFor();
  });

  it('has contrast and room in the colours of the editor itself', async () => {
    const { workbench } = session();
    for (const [theme, label] of [
      ['vscode-dark', 'Dark Modern'],
      ['vscode-light', 'Light Modern'],
      ['vscode-high-contrast', 'Dark High Contrast'],
      ['vscode-high-contrast-light', 'Light High Contrast'],
    ] as const) {
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.quickPick.choose(label);
      const body = workbench.webview().locator(`body.${theme}`);
      await body.waitFor();
      const faults: unknown = await body.evaluate(findFaults);
      await workbench.screenshot(`report-${theme}`);
      assert.deepEqual(faults, { structure: [], names: [], contrast: [], cut: [] }, theme);
    }
  });
});

const findFaults = readFileSync(join(__dirname, 'pageChecks.js'), 'utf8');
