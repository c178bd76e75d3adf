import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { useWorkbench } from './workbenchSession';

describe('a server that needs three seconds to stop', () => {
  const session = useWorkbench({ worker: 'test/fixtures/slowCancelWorker.ts' });

  it('is waited for in sight, and then said what really happened', async () => {
    const { workbench, backupFolder } = session();
    await workbench.showContainer();
    const domains = workbench.tree('Domains');
    await domains.expandPath('contoso.com', 'Group Policy Objects');
    await workbench.chooseOfRow('Domains', 'Kiosk', 'Back Up…');
    await workbench.quickPick.choose(backupFolder);
    await workbench.quickPick.answer('');
    await workbench.notifications.toast('Back Up: Kiosk').waitFor();
    await workbench.statusItem(/Back Up \d+ %/).waitFor();

    const clicked = Date.now();
    await workbench.notifications.press('Back Up: Kiosk', 'Cancel');
    const waiting = workbench.notifications.toast('Cancelling… (waiting for Kiosk)');
    await waiting.waitFor();
    assert.equal(await waiting.getByRole('button', { name: 'Cancel', exact: true }).count(), 0);
    await domains.pane.getByText('Cancelling… (waiting for Kiosk)').first().waitFor();
    await workbench.statusItem(/Cancelling/).waitFor();
    await workbench.screenshot('cancelling');

    const summary = await workbench.notifications.waitFor('1 cancelled');
    assert.ok(Date.now() - clicked >= 2500, 'it was said to have ended before it had');
    assert.match(summary, /Kiosk: cancelled; it is as it was before/);
    await waiting.waitFor({ state: 'detached' });
    await workbench.statusItem(/Cancelling/).waitFor({ state: 'detached' });
    assert.deepEqual(readdirSync(backupFolder), []);
    await workbench.screenshot('cancelled');
  });

  it('greys out what it cannot do, and says why', async () => {
    const { workbench } = session();
    const domains = workbench.tree('Domains');
    await domains.row('Group Policy Objects').locator('.monaco-tl-twistie').click();
    await domains.expandPath('Links and OUs', 'Servers');
    await domains.row('Servers - Baseline').click({ button: 'right' });
    for (const entry of ['Remove Link', 'Disable Link', 'Stop Enforcing Link'])
      assert.equal(await workbench.isMenuEntryEnabled(entry), false, entry);
    assert.equal(await workbench.isMenuEntryEnabled('Back Up…'), true);
    await workbench.screenshot('greyed-out');
    await workbench.page.keyboard.press('Escape');
    await domains.row('contoso.com').hover();
    await workbench.page.locator('.monaco-hover:visible').getByText('this server lets nobody change links').waitFor();
  });

  it('says why also where the palette offers it', async () => {
    const { workbench } = session();
    await workbench.runCommand('Group Policy: Block Inheritance');
    await workbench.quickPick.choose('Servers');
    await workbench.plan.waitFor('Block Inheritance: Servers');
    await workbench.plan.applyByKeyboard();
    await workbench.notifications.waitFor('this server lets nobody change links');
  });
});
