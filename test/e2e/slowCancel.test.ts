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
});
