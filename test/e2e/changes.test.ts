import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './workbenchSession';

const kiosk = '{5A3B0000-0000-4000-8000-00000000000E}';

interface GpoFile {
  readonly displayName: string;
  readonly flags: number;
  readonly version: { readonly computer: number; readonly user: number };
}

describe('changes', () => {
  const session = useWorkbench();

  const gpoFile = (id: string): string => join(session().domainFolder, 'ad', 'gpos', `${id}.json`);
  const readGpo = (id: string): GpoFile => JSON.parse(readFileSync(gpoFile(id), 'utf8')) as GpoFile;

  it('back one GPO up from its row', async () => {
    const { workbench, backupFolder } = session();
    await workbench.showContainer();
    const domains = workbench.tree('Domains');
    await domains.expandPath('contoso.com', 'Group Policy Objects');
    await workbench.chooseOfRow('Domains', 'Kiosk', 'Back Up…');
    await workbench.quickPick.choose(backupFolder);
    await workbench.quickPick.answer('before');
    await workbench.notifications.waitFor('Back Up: 1 done.');
    const backups = workbench.tree('Backups');
    await backups.expandPath('backups', 'Kiosk');
    await backups.pane.locator('.monaco-list-row[aria-level="3"]').first().waitFor();
    await workbench.screenshot('backups');
  });

  it('rename through a plan that Discard leaves undone', async () => {
    const { workbench } = session();
    await workbench.chooseOfRow('Domains', 'Kiosk', 'Rename…');
    await workbench.quickPick.answer('Kiosks');
    const text = await workbench.plan.waitFor('Rename GPO: Kiosk');
    assert.match(text, /Kiosks/);
    await workbench.plan.discardByKeyboard();
    await workbench.tab('Plan: Rename GPO: Kiosk').waitFor({ state: 'detached' });
    assert.equal(readGpo(kiosk).displayName, 'Kiosk');
  });

  it('rename by keyboard alone, and undo it from the summary', async () => {
    const { workbench } = session();
    await workbench.tree('Domains').select('Kiosk');
    await workbench.page.keyboard.press('F2');
    await workbench.quickPick.answer('Kiosks');
    await workbench.plan.waitFor('Rename GPO: Kiosk');
    await workbench.plan.applyByKeyboard();
    await workbench.tree('Domains').row('Kiosks').waitFor();
    assert.equal(readGpo(kiosk).displayName, 'Kiosks');
    await workbench.notifications.press('Rename GPO: 1 done.', 'Undo');
    await workbench.plan.waitFor(/^Undo/);
    await workbench.plan.applyByKeyboard();
    await workbench.tree('Domains').row('Kiosk').waitFor();
    assert.equal(readGpo(kiosk).displayName, 'Kiosk');
  });

  it('restore a backup through a plan that survives a reload', async () => {
    const { workbench } = session();
    const before = readGpo(kiosk);
    await workbench.chooseOfRow('Backups', 'Kiosk', 'Restore from Backup…');
    await workbench.quickPick.choose('Leave Links as They Are');
    await workbench.plan.waitFor('Restore from Backup: Kiosk');
    await workbench.screenshot('plan-restore');
    await workbench.reloadWindow();
    const text = await workbench.plan.waitFor('Restore from Backup: Kiosk');
    assert.match(text, /Versions/);
    assert.deepEqual(readGpo(kiosk), before);
    // for a moment after a reload VS Code shows the page but does not know the keys of extensions yet
    await workbench.plan.button('Apply').click();
    await workbench.notifications.waitFor('Restore from Backup: 1 done.');
    assert.equal(readGpo(kiosk).version.computer, before.version.computer + 1);
    await workbench.plan.button('Undo').waitFor();
    await workbench.screenshot('plan-applied');
  });

  it('refuse a plan whose GPO has changed since', async () => {
    const { workbench } = session();
    await workbench.showContainer();
    await workbench.tree('Domains').expandPath('contoso.com', 'Group Policy Objects');
    await workbench.chooseOfRow('Domains', 'Kiosk', 'Rename…');
    await workbench.quickPick.answer('Other');
    await workbench.plan.waitFor('Rename GPO: Kiosk');
    await session().gpo('status', 'all-enabled', 'Kiosk', '--domain', session().domainFolder, '--yes');
    await workbench.plan.applyByKeyboard();
    await workbench.plan.button('Plan Again').waitFor();
    assert.match(await workbench.plan.status().innerText(), /changed since/);
    await workbench.screenshot('plan-refused');
    assert.equal(readGpo(kiosk).displayName, 'Kiosk');
    await workbench.runCommand('View: Close All Editors');
  });

  it('delete with links, and bring GUID and links back', async () => {
    const { workbench } = session();
    const soms = join(session().domainFolder, 'ad', 'soms');
    const links = (): string[] => readdirSync(soms).map((name) => readFileSync(join(soms, name), 'utf8'));
    const before = links();
    await workbench.chooseOfRow('Domains', 'Kiosk', 'Delete…');
    await workbench.quickPick.choose('Remove the Links Too');
    const text = await workbench.plan.waitFor('Delete GPO: Kiosk');
    assert.match(text, /OU=Kiosks/);
    await workbench.readmePicture('workbench');
    await workbench.plan.applyByKeyboard();
    await workbench.notifications.waitFor('Delete GPO: 1 done.');
    assert.equal(existsSync(gpoFile(kiosk)), false);
    assert.notDeepEqual(links(), before);
    await workbench.runCommand('Group Policy: Undo Last Change…');
    await workbench.quickPick.choose('Delete GPO');
    await workbench.plan.waitFor(/^Undo/);
    await workbench.plan.applyByKeyboard();
    await workbench.tree('Domains').row('Kiosk').waitFor();
    assert.equal(readGpo(kiosk).displayName, 'Kiosk');
    assert.deepEqual(links(), before);
  });
});
