import assert from 'node:assert/strict';
import { useWorkbench } from './workbenchSession';

describe('reading', () => {
  const session = useWorkbench();

  before(async () => {
    const { workbench, domainFolder } = session();
    // Beside the domain's own folders, so that the Explorer shows it.
    await session().gpo(
      'backup',
      'Workstations - Security',
      '--domain',
      domainFolder,
      '--to',
      `${domainFolder}/backups`,
    );
    await workbench.showContainer();
  });

  it('finds a GPO and shows where it is', async () => {
    const { workbench } = session();
    await workbench.tree('Domains').row('contoso.com').waitFor();
    await workbench.runCommand('Group Policy: Find GPO…');
    await workbench.quickPick.choose('Servers - Baseline');
    await workbench.tree('Domains').pane.locator('.monaco-list-row.selected').getByText('Servers - Baseline').waitFor();
  });

  it('filters the view, says so, and shows all again', async () => {
    const { workbench } = session();
    const domains = workbench.tree('Domains');
    await workbench.runCommand('Group Policy: Filter Domains…');
    await workbench.quickPick.answer('desktop');
    await domains.message().getByText('desktop').waitFor();
    await domains.row('Users - Desktop').waitFor();
    await domains.row('Kiosk').waitFor({ state: 'detached' });
    await workbench.screenshot('filtered');
    await workbench.runCommand('Group Policy: Clear Domains Filter');
    await domains.row('Kiosk').waitFor();
    assert.equal(await domains.message().isVisible(), false);
  });

  it('shows the report of a GPO by keyboard, and keeps it over a reload', async () => {
    const { workbench } = session();
    await workbench.tree('Domains').select('Default Domain Policy');
    await workbench.page.keyboard.press('ControlOrMeta+Enter');
    const heading = workbench.webview().getByRole('heading', { level: 1, name: 'Default Domain Policy' });
    await heading.waitFor();
    await workbench.webview().getByRole('heading', { name: 'Computer Configuration' }).first().waitFor();
    await workbench.readmePicture('report');
    await workbench.reloadWindow();
    await heading.waitFor();
  });

  it('searches the whole report', async () => {
    const { workbench } = session();
    const page = workbench.webview();
    await page.getByRole('searchbox').fill('authenticated');
    await page
      .getByText(/\d+ of \d+/)
      .first()
      .waitFor();
    await workbench.screenshot('report-search');
    await workbench.closeEditors();
  });

  it('copies a row and a section of the report from its menu', async () => {
    const { workbench } = session();
    const { page } = workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.tree('Domains').expandPath('contoso.com', 'Group Policy Objects');
    await workbench.tree('Domains').select('Kiosk');
    await page.keyboard.press('ControlOrMeta+Enter');
    const copied = async (entry: 'Copy Row' | 'Copy Section', expected: RegExp): Promise<void> => {
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await workbench.webview().getByText('NoLockScreen').first().click({ button: 'right' });
      await workbench.chooseMenuEntry(entry);
      await page.waitForFunction(
        async (pattern) => new RegExp(pattern).test(await navigator.clipboard.readText()),
        expected.source,
      );
    };
    await copied('Copy Row', /^[^\n]*NoLockScreen[^\n]*\n?$/);
    await copied('Copy Section', /NoLockScreen[^]*UserPolicyMode/);
    await workbench.closeEditors();
  });

  it("opens a gpreport.xml and a backup folder from the Explorer's menu", async () => {
    const { workbench } = session();
    await workbench.runCommand('View: Show Explorer');
    const explorer = workbench.page.locator('.explorer-folders-view');
    const entry = (name: string | RegExp) => explorer.locator('.monaco-list-row').filter({ hasText: name }).first();
    await entry('backups').click({ button: 'right' });
    await workbench.chooseMenuEntry('Add Backup Folder…');
    await workbench.tree('Backups').row('backups').nth(1).waitFor();
    await workbench.runCommand('View: Show Explorer');
    await entry('backups').click();
    await entry(/^\{[0-9A-F-]+\}$/).click();
    await entry('gpreport.xml').click({ button: 'right' });
    await workbench.chooseMenuEntry('Show Report');
    await workbench.webview().getByRole('heading', { level: 1, name: 'Workstations - Security' }).waitFor();
  });
});
