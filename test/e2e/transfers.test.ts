import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './workbenchSession';

describe('folders and drag and drop', () => {
  const session = useWorkbench();
  let other = '';

  before(async () => {
    const { workbench, domainFolder, backupFolder } = session();
    other = join(domainFolder, '..', 'fabrikam');
    mkdirSync(other);
    await session().gpo('sample', other);
    await session().gpo('backup', 'Kiosk', '--domain', domainFolder, '--to', backupFolder);
    // Rows out of sight cannot be dragged to.
    await workbench.page.setViewportSize({ width: 1280, height: 1600 });
    await workbench.showContainer();
  });

  it('add a domain from its folder', async () => {
    const { workbench } = session();
    await workbench.tree('Domains').row('contoso.com').waitFor();
    await workbench.runCommand('Group Policy: Add Domain…');
    await workbench.chooseFolder(other);
    await workbench.tree('Domains').rowDescribed('contoso.com', 'fabrikam').waitFor();
    await workbench.tree('Domains').rowDescribed('Group Policy Objects', '17').first().waitFor();
  });

  it('import a backup that is dropped on a GPO, with a plan in between', async () => {
    const { workbench } = session();
    const domains = workbench.tree('Domains');
    await domains.expandPath('contoso.com', 'Group Policy Objects');
    await domains.row('Workstations - Windows Update').waitFor();
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

  it('link a GPO that is dropped on an OU, with a plan in between', async () => {
    const { workbench } = session();
    await workbench.closeEditors();
    const domains = workbench.tree('Domains');
    await domains.expandPath('Links and OUs');
    await domains.row('Domain Controllers').waitFor();
    await domains.drag('Unlinked - pilot', domains.row('Domain Controllers'));
    await workbench.quickPick.choose('Link Disabled');
    const text = await workbench.plan.waitFor(/^Link GPO/);
    assert.match(text, /Unlinked - pilot/);
    assert.match(text, /OU=Domain Controllers/);
    await workbench.plan.applyByKeyboard();
    await workbench.notifications.waitFor('Link GPO: 1 done.');
    await domains.expandPath('Domain Controllers');
    await domains.rowDescribed('Unlinked - pilot', '2 · link disabled').waitFor();
  });

  it('copy a GPO that is dropped on another domain, with a plan in between', async () => {
    const { workbench } = session();
    const domains = workbench.tree('Domains');
    const gpos = (): readonly string[] => readdirSync(join(other, 'ad', 'gpos'));
    const before = gpos().length;
    await domains.drag('Users - Desktop', domains.rowDescribed('contoso.com', 'fabrikam'));
    await workbench.quickPick.answer('Desktops of Contoso');
    await workbench.quickPick.choose('Default Permissions of New GPOs');
    await workbench.quickPick.choose('Without a Migration Table');
    await workbench.plan.waitFor('Copy GPO: Desktops of Contoso');
    assert.equal(gpos().length, before);
    await workbench.plan.applyByKeyboard();
    await workbench.notifications.waitFor('Copy GPO: 1 done.');
    assert.equal(gpos().length, before + 1);
  });
});
