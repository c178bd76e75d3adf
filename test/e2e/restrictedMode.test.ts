import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './workbenchSession';

describe('Restricted Mode', () => {
  const session = useWorkbench({ workspaceTrust: true });

  it('shows what there is to read, says why nothing can be changed, and changes nothing', async () => {
    const { workbench, domainFolder } = session();
    await workbench.statusItem('Restricted Mode').waitFor();
    await workbench.showContainer();
    const domains = workbench.tree('Domains');
    await domains.expandPath('contoso.com', 'Group Policy Objects');
    await domains.row('Kiosk').waitFor();
    await domains.message().getByText('Restricted Mode').waitFor();
    await workbench.screenshot('restricted');
    assert.equal(existsSync(join(domainFolder, '.work')), false);
  });

  it('greys out in menus what changes something', async () => {
    const { workbench } = session();
    await workbench.tree('Domains').row('Kiosk').click({ button: 'right' });
    await workbench.menuEntry('Show Report').waitFor();
    assert.equal(await workbench.isMenuEntryEnabled('Show Report'), true);
    for (const entry of ['Back Up…', 'Restore from Backup…', 'Rename…', 'Delete…'])
      assert.equal(await workbench.isMenuEntryEnabled(entry), false, entry);
    await workbench.page.keyboard.press('Escape');
  });

  it('offers no command that changes something', async () => {
    const { workbench } = session();
    const titles = await workbench.offeredCommands('Group Policy: ', 'Group Policy: Refresh');
    for (const title of ['Back Up All…', 'Delete…', 'Add Domain…', 'Create Sample Domain…'])
      assert.ok(!titles.includes(`Group Policy: ${title}`), title);
  });

  it('does it all once the folder is trusted', async () => {
    const { workbench } = session();
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.page.getByText('You trust this folder').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.showContainer();
    await workbench.tree('Domains').row('contoso.com').waitFor();
    await workbench.tree('Domains').message().waitFor({ state: 'hidden' });
    await workbench.offeredCommands('Group Policy: Back Up All', 'Group Policy: Back Up All…');
  });
});
