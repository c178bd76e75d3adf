import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { collectSentences, pseudoTranslation } from '../../tools/l10n/collectSentences';
import { dataOf, untranslatedWords } from '../contract/cli/untranslatedWords';
import { TreeView } from './pages/treeView';
import { useWorkbench } from './workbenchSession';

const project = join(__dirname, '..', '..');

/** What VS Code itself adds, whose own words stay English. */
const wordsOfTheWorkbench =
  /, has actions$|\(Press 'Enter' to confirm[^)]*\)|\b(?:Ctrl|Shift|Alt|Enter|Backspace|Del|Delete|Escape|F\d+)\b/gm;

describe('the workbench in another language', () => {
  const session = useWorkbench({ pseudoLanguage: true });
  const translations = new Map<string, string>();
  let known: readonly string[] = [];

  before(async () => {
    const add = (bundle: object): void => {
      const pseudo: Readonly<Record<string, unknown>> = pseudoTranslation(bundle as Readonly<Record<string, string>>);
      for (const [key, value] of Object.entries(pseudo)) if (typeof value === 'string') translations.set(key, value);
    };
    add(await collectSentences());
    add(JSON.parse(readFileSync(join(project, 'package.nls.json'), 'utf8')) as object);
    const { domainFolder, backupFolder } = session();
    await session().gpo('backup', 'Kiosk', 'Servers - Baseline', '--domain', domainFolder, '--to', backupFolder);
    const files = readdirSync(domainFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.json$/.test(name),
    );
    known = [
      ...files.flatMap((name) => dataOf(JSON.parse(readFileSync(join(domainFolder, name), 'utf8')))),
      ...['contoso', 'backups', domainFolder, backupFolder, 'Kiosks'],
    ];
    await session().workbench.page.locator('.activitybar .action-label[class*="groupPolicy"]').click();
    await tree('view.domains').row('contoso.com').waitFor();
  });

  /** A sentence, or a title of package.json, as the workbench shows it. */
  const said = (key: string): string => {
    const text = translations.get(key);
    assert.ok(text !== undefined, key);
    return text;
  };
  const tree = (view: 'view.domains' | 'view.backups'): TreeView => new TreeView(session().workbench.page, said(view));
  const check = (text: string, what: string): void => {
    assert.notEqual(text.trim(), '', what);
    const found = untranslatedWords(text.replace(wordsOfTheWorkbench, ' '), known);
    assert.deepEqual(found, [], `${what}:\n${text}`);
  };
  const spoken = async (places: Locator): Promise<string> =>
    (
      await places.evaluateAll((elements) =>
        elements.flatMap((element) =>
          ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
        ),
      )
    ).join('\n');

  it('names everything in the trees in that language', async () => {
    const domains = tree('view.domains');
    await domains.expand('contoso.com');
    for (const heading of ['Group Policy Objects', 'WMI Filters', 'Starter GPOs', 'Sites']) {
      const rows = domains.pane.locator('.monaco-list-row');
      await domains.expand(said(heading));
      check(await domains.pane.innerText(), heading);
      check(await spoken(rows), `${heading}, as a screen reader says it`);
      await domains.row(said(heading)).locator('.monaco-tl-twistie').click();
    }
    await domains.expandPath(said('Links and OUs'), 'Servers');
    check(await domains.pane.innerText(), 'links');
    check(await spoken(domains.pane.locator('.monaco-list-row')), 'links, as a screen reader says them');
    const backups = tree('view.backups');
    await backups.expandPath('backups', 'Kiosk');
    check(await backups.pane.innerText(), 'backups');
    check(await spoken(backups.pane.locator('.monaco-list-row')), 'backups, as a screen reader says them');
  });

  it('offers menus in that language', async () => {
    const { page } = session().workbench;
    const domains = tree('view.domains');
    const menuOf = async (row: Locator): Promise<void> => {
      await row.click({ button: 'right' });
      const menu = page.locator('.monaco-menu');
      await menu.waitFor();
      check(await menu.innerText(), 'a menu');
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'detached' });
    };
    await menuOf(domains.row('contoso.com'));
    await menuOf(domains.row('Servers').first());
    await menuOf(domains.pane.locator('.monaco-list-row[aria-level="3"]').first());
    await menuOf(tree('view.backups').row('backups'));
    await menuOf(tree('view.backups').pane.locator('.monaco-list-row[aria-level="3"]').first());
  });

  it('offers the palette in that language', async () => {
    const { page, quickPick } = session().workbench;
    await page.keyboard.press('F1');
    await quickPick.input.waitFor();
    await quickPick.input.fill(`>${said('category')}`);
    await quickPick.item(`${said('category')}: ${said('command.addDomain')}`).waitFor();
    // Below its translation each entry has its English title, which VS Code adds.
    const titles = await quickPick.widget.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
    assert.ok(titles.length > 5, titles.join('\n'));
    await page.keyboard.press('Escape');
    await quickPick.widget.waitFor({ state: 'hidden' });
    check(titles.join('\n'), 'the palette');
  });

  it('asks, plans, applies and sums up in that language', async () => {
    const { page, quickPick, notifications, webview } = inSession();
    const domains = tree('view.domains');
    await domains.expand(said('Group Policy Objects'));
    await domains.select('Kiosk');
    await page.keyboard.press('F2');
    await quickPick.widget.locator('.quick-input-message').filter({ hasText: /\S/ }).waitFor();
    check(await quickPick.widget.innerText(), 'the question');
    check(await spoken(quickPick.input), 'the question, as a screen reader says it');
    await quickPick.answer('Kiosks');
    await webview().getByRole('heading', { level: 1 }).waitFor();
    check(await webview().locator('body').innerText(), 'the plan');
    check(await spoken(webview().locator('[aria-label], [title]')), 'the plan, as a screen reader says it');
    await webview()
      .getByRole('button', { name: said('Apply') })
      .click();
    // The progress has the same words, but VS Code's own Cancel.
    const toast = notifications.toast(said('Rename GPO'), said('Undo'));
    await toast.waitFor();
    check(await toast.locator('.notification-list-item-message').innerText(), 'the summary');
    check(
      (await toast.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts()).join('\n'),
      'its buttons',
    );
    await webview()
      .getByRole('button', { name: said('Show Details') })
      .waitFor();
    check(await webview().locator('body').innerText(), 'the plan when it has been applied');
  });

  it('shows a report in that language', async () => {
    const { page, webview } = inSession();
    await tree('view.domains').select('Servers - Baseline');
    await page.keyboard.press('ControlOrMeta+Enter');
    await webview().getByRole('heading', { level: 1, name: 'Servers - Baseline' }).waitFor();
    await webview()
      .getByRole('heading', { name: said('Delegation') })
      .first()
      .waitFor();
    const words = await webview().locator('h2, h3, th[scope=col], .outline-link, button').allInnerTexts();
    const namesOfTheFormat = ['SDDL', 'SID', 'Security', 'Registry', 'Scripts', 'Administrative Templates'];
    const found = untranslatedWords(words.join('\n'), [...known, ...namesOfTheFormat]);
    assert.deepEqual(found, [], words.join('\n'));
    check(await spoken(webview().locator('.toolbar *')), 'the tools of the report');
  });

  it('says errors in that language', async () => {
    const { page, quickPick } = inSession();
    await tree('view.domains').select('Servers - Baseline');
    await page.keyboard.press('F2');
    await quickPick.input.waitFor();
    await quickPick.input.fill('Kiosks');
    const message = quickPick.widget.locator('.quick-input-message');
    await message.filter({ hasText: 'contoso.com' }).waitFor();
    check(await message.innerText(), 'a taken name');
    await page.keyboard.press('Escape');
  });

  it('describes the settings in that language', async () => {
    const { page } = inSession();
    await session().workbench.runCommand('Preferences: Open Settings (UI)');
    const editor = page.locator('.settings-editor');
    // where the extension runs
    await editor.getByRole('tab', { name: /^Remote/ }).click();
    await editor.locator('.suggest-input-container').click();
    await page.keyboard.type('@ext:group-policy-as-code.group-policy');
    const described = editor.locator('[data-key^="groupPolicy."] .setting-item-description');
    await described.first().waitFor();
    // labels are made of the ids
    check((await described.allInnerTexts()).join('\n'), 'the settings');
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
  });

  it('shows the walkthrough in that language', async () => {
    const { page, quickPick } = inSession();
    await session().workbench.runCommand('Welcome: Open Walkthrough...');
    await quickPick.choose(said('walkthrough.title'));
    const steps = page.locator('.gettingStartedContainer .getting-started-step');
    await steps.first().waitFor();
    check((await steps.allInnerTexts()).join('\n'), 'the steps');
    check(
      await page.locator('.gettingStartedContainer .category-description-container').innerText(),
      'its description',
    );
  });

  it('says what to do where there is nothing yet in that language', async () => {
    const { workbench, backupFolder } = session();
    const welcomed = async (view: 'view.domains' | 'view.backups'): Promise<void> => {
      const welcome = tree(view).pane.locator('.welcome-view-content');
      await welcome.waitFor();
      check(await welcome.innerText(), view);
    };
    await workbench.runCommand(`${said('category')}: ${said('command.removeBackupFolder')}`);
    await workbench.quickPick.choose(backupFolder);
    await welcomed('view.backups');
    await workbench.runCommand(`${said('category')}: ${said('command.removeDomain')}`);
    await welcomed('view.domains');
  });

  const inSession = () => {
    const { workbench } = session();
    const { page, quickPick, notifications } = workbench;
    return { page, quickPick, notifications, webview: () => workbench.webview() };
  };
});
