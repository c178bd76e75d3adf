import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
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
});
