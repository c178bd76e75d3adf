import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { Notifications } from './notifications';
import { PlanPage } from './planPage';
import { QuickPick } from './quickPick';
import { exactly } from './text';
import { TreeView } from './treeView';

const project = join(__dirname, '..', '..', '..');
const screenshots = join(project, 'test-results', 'e2e');
const readmePictures = join(project, 'media', 'readme');

/** The workbench in a page, as a user sees and handles it. */
export class Workbench {
  readonly notifications: Notifications;
  readonly quickPick: QuickPick;
  readonly plan: PlanPage;

  constructor(readonly page: Page) {
    this.notifications = new Notifications(page);
    this.quickPick = new QuickPick(page);
    this.plan = new PlanPage(this);
  }

  /** Loads the workbench and waits until the extension's container stands in the activity bar. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator('.monaco-workbench').waitFor();
    await this.isReady();
  }

  /** Shows the container "Group Policy" with its views. */
  async showContainer(): Promise<void> {
    const icon = this.containerIcon();
    await icon.waitFor();
    if ((await icon.locator('..').getAttribute('aria-expanded')) !== 'true') await icon.click();
    await this.page.locator('.sidebar .composite.title', { hasText: 'Group Policy' }).waitFor();
  }

  /** A tree of the container. */
  tree(name: 'Domains' | 'Backups'): TreeView {
    return new TreeView(this.page, name);
  }

  /** Runs a command from the palette by its whole title, "Group Policy: Refresh" for one. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickPick.chooseCommand(title);
  }

  /** Reloads as the command does, which keeps the editors that are open; a reload of the page alone may lose them. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.isReady();
  }

  /** The titles that the palette offers in sight for a text, once one that is expected is among them. */
  async offeredCommands(text: string, expected: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.quickPick.input.waitFor();
    await this.quickPick.input.fill(`>${text}`);
    await this.quickPick.item(expected).first().waitFor();
    const titles = await this.quickPick.labels();
    await this.page.keyboard.press('Escape');
    await this.quickPick.widget.waitFor({ state: 'hidden' });
    return titles;
  }

  /** An entry of the context menu that is open. */
  menuEntry(entry: string): Locator {
    return this.page.locator('.monaco-menu .action-item', {
      has: this.page.locator('.action-label', { hasText: exactly(entry) }),
    });
  }

  /** Whether an entry of the context menu that is open can be chosen. */
  async isMenuEntryEnabled(entry: string): Promise<boolean> {
    const item = this.menuEntry(entry);
    await item.waitFor();
    return (await item.locator('xpath=descendant-or-self::*[@aria-disabled="true"]').count()) === 0;
  }

  /** Chooses an entry of the context menu that is open. */
  async chooseMenuEntry(entry: string): Promise<void> {
    const item = this.menuEntry(entry);
    // A menu loses a click of its first tenth of a second; the key of the entry under the pointer it takes at once.
    await item.hover();
    await item.and(this.page.locator('.focused')).waitFor();
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
  }

  /** Chooses an entry of a row's context menu. */
  async chooseOfRow(tree: 'Domains' | 'Backups', label: string, entry: string): Promise<void> {
    await this.tree(tree).row(label).first().click({ button: 'right' });
    await this.chooseMenuEntry(entry);
  }

  /** Chooses a folder in VS Code's own dialog, which a remote workbench has. */
  async chooseFolder(path: string): Promise<void> {
    await this.quickPick.input.waitFor();
    // It begins in the workspace's folder, and takes no other before it has read that one.
    await this.quickPick.item('..').waitFor();
    await this.quickPick.input.fill(`${dirname(path)}/`);
    await this.quickPick.item(basename(path)).click();
    // The dialog is in the folder once its name stands there with the separator.
    await this.page.waitForFunction(([input, value]) => input instanceof HTMLInputElement && input.value === value, [
      await this.quickPick.input.elementHandle(),
      `${path}/`,
    ] as const);
    await this.quickPick.widget.locator('.quick-input-action .monaco-button').first().click();
    await this.quickPick.widget.waitFor({ state: 'hidden' });
  }

  async closeEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    await this.page.locator('.tabs-container .tab').waitFor({ state: 'detached' });
  }

  /** The tab of an editor, by its label. */
  tab(label: string): Locator {
    return this.page
      .locator('.tabs-container .tab')
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) });
  }

  /** The content of the page (a report, a plan) that is in sight. */
  webview(): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .last()
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  /** An item of the status bar that has the text. */
  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** A modal dialog with the text. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  /** Saves what is in sight as test-results/e2e/NAME.png. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  /** A screenshot that the README shows; its file there is written only when UPDATE_README_PICTURES is set. */
  async readmePicture(name: string): Promise<void> {
    await this.screenshot(name);
    if (process.env['UPDATE_README_PICTURES'] === undefined) return;
    mkdirSync(readmePictures, { recursive: true });
    copyFileSync(join(screenshots, `${name}.png`), join(readmePictures, `${name}.png`));
  }

  /** Until VS Code has made all its parts it knows of no trust, and its palette leaves out what needs some. */
  private async isReady(): Promise<void> {
    await this.containerIcon().waitFor();
    const mark = 'code/didCreateWorkbenchContributions/3';
    await this.page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark);
  }

  private containerIcon(): Locator {
    return this.page.locator('.activitybar .action-label[class*="groupPolicy"]');
  }
}
