import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './workbenchSession';

describe('drag and drop, with a plan in between', () => {
  const session = useWorkbench();
  let other = '';

  before(async () => {
    const { workbench, domainFolder, backupFolder, gpo } = session();
    other = join(domainFolder, '..', 'fabrikam');
    mkdirSync(other);
    await gpo('sample', other);
    await gpo('backup', 'Kiosk', '--domain', domainFolder, '--to', backupFolder);
    // Rows out of sight cannot be dragged to.
    await workbench.page.setViewportSize({ width: 1280, height: 1600 });
    await workbench.showContainer();
  });

  it('a domain is added from its folder', async () => {
    const { workbench } = session();
    await workbench.tree('Domains').row('contoso.com').waitFor();
    await workbench.runCommand('Group Policy: Add Domain…');
    await workbench.chooseFolder(other);
    await workbench.tree('Domains').rowDescribed('contoso.com', 'fabrikam').waitFor();
    await workbench.tree('Domains').rowDescribed('Group Policy Objects', '17').first().waitFor();
  });

  it('a GPO onto an OU links it, disabled', async () => {
    const { workbench } = session();
    const domains = workbench.tree('Domains');
    await domains.expandPath('contoso.com', 'Group Policy Objects', 'Links and OUs');
    await domains.row('Servers').waitFor();
    await domains.drag('Unlinked - pilot', domains.row('Servers'));
    await workbench.quickPick.choose('Link Disabled');
    const text = await workbench.plan.waitFor(/^Link GPO/);
    assert.match(text, /Servers/);
    assert.match(text, /disabled/);
    await workbench.plan.button('Discard').click();
    await workbench.tab('Plan: Link GPO: Servers').waitFor({ state: 'detached' });
  });

  it('a GPO onto another domain copies it', async () => {
    const { workbench } = session();
    const domains = workbench.tree('Domains');
    await domains.drag('Users - Desktop', domains.rowDescribed('contoso.com', 'fabrikam'));
    await workbench.quickPick.answer('Users - Desktop of contoso');
    await workbench.quickPick.choose('Default Permissions of New GPOs');
    await workbench.quickPick.choose('Without a Migration Table');
    await workbench.plan.waitFor('Copy GPO: Users - Desktop');
    await workbench.plan.applyByKeyboard();
    await workbench.notifications.waitFor('Copy GPO: 1 done.');
    await domains.rowDescribed('Group Policy Objects', '18').waitFor();
  });

  it('a backup onto a GPO imports its settings', async () => {
    const { workbench } = session();
    const domains = workbench.tree('Domains');
    const backups = workbench.tree('Backups');
    await backups.expandPath('backups');
    await backups.rowDescribed('backups', '1 backup').waitFor();
    await backups.row('Kiosk').waitFor();
    await backups.drag('Kiosk', domains.row('Empty - to be deleted'));
    await workbench.quickPick.choose('Without a Migration Table');
    const text = await workbench.plan.waitFor('Import Settings: Empty - to be deleted');
    assert.match(text, /NoLockScreen/);
    await workbench.screenshot('plan-import');
    await workbench.plan.applyByKeyboard();
    await workbench.notifications.waitFor('Import Settings: 1 done.');
  });
});
