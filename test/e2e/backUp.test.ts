import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './workbenchSession';

const gpos = 2000;

describe('a backup of all', () => {
  const session = useWorkbench({ gpos });

  it('shows its progress, stops at Cancel, and says what really happened', async () => {
    const { workbench, backupFolder } = session();
    await workbench.showContainer();
    await workbench.tree('Domains').row('contoso.com').waitFor();
    await workbench.runCommand('Group Policy: Back Up All…');
    await workbench.quickPick.choose(backupFolder);
    await workbench.quickPick.answer('e2e');

    const progress = workbench.notifications.toast(/Back Up All: \d+ of 2000: /);
    await progress.waitFor();
    await workbench.readmePicture('progress');
    await workbench.notifications.press(/Back Up All/, 'Cancel');

    const summary = await workbench.notifications.waitFor(/Back Up: \d+ done, \d+ not started|1 cancelled/);
    const done = Number(/(\d+) done/.exec(summary)?.[1] ?? 0);
    const notStarted = Number(/(\d+) not started/.exec(summary)?.[1] ?? 0);
    const cancelled = Number(/(\d+) cancelled/.exec(summary)?.[1] ?? 0);
    assert.ok(done > 0 && notStarted > 0, summary);
    assert.equal(done + notStarted + cancelled, gpos, summary);
    await workbench.screenshot('back-up-cancelled');

    const backups = readdirSync(backupFolder).filter((name) => name.startsWith('{') && !name.endsWith('.json'));
    assert.equal(backups.length, done);
    for (const name of backups)
      for (const file of ['Backup.xml', 'bkupInfo.xml', 'gpreport.xml'])
        assert.ok(existsSync(join(backupFolder, name, file)), `${name}/${file}`);
    assert.equal(existsSync(join(backupFolder, '.staging')), false);

    const tree = workbench.tree('Backups');
    await tree.expand('backups');
    await tree.pane.locator('.monaco-list-row[aria-level="2"]').first().waitFor();
    await workbench.screenshot('backups-after-cancel');
  });

  it('keeps what became of it in Show Operations', async () => {
    const { workbench } = session();
    await workbench.runCommand('Group Policy: Show Operations');
    await workbench.quickPick.widget
      .getByText(/Back Up/)
      .first()
      .waitFor();
    await workbench.screenshot('operations');
    await workbench.page.keyboard.press('Escape');
  });
});
