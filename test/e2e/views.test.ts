import assert from 'node:assert/strict';
import { useWorkbench } from './workbenchSession';

describe('the view container', () => {
  const session = useWorkbench();

  it('shows the sample domain with what is in it', async () => {
    const { workbench } = session();
    await workbench.showContainer();
    const domains = workbench.tree('Domains');
    await domains.expandPath('contoso.com', 'Group Policy Objects');
    await domains.row('Default Domain Policy').waitFor();
    const labels = await domains.labels();
    assert.ok(labels.includes('Default Domain Controllers Policy'), labels.join(', '));
    await workbench.screenshot('domains');
  });

  it('shows the backup folder', async () => {
    const { workbench } = session();
    await workbench.showContainer();
    await workbench.tree('Backups').row('backups').waitFor();
  });

  it('offers its commands in the palette', async () => {
    const { workbench } = session();
    await workbench.runCommand('Group Policy: Refresh');
    await workbench.tree('Domains').row('contoso.com').waitFor();
  });
});
