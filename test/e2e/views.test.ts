import assert from 'node:assert/strict';
import { join } from 'node:path';
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

describe('a domain that is not there yet', () => {
  const session = useWorkbench({ missingDomains: ['later'] });

  it('says why it cannot be read, and is read at Retry', async () => {
    const { workbench, domainFolder } = session();
    const later = join(domainFolder, '..', 'later');
    await workbench.showContainer();
    const domains = workbench.tree('Domains');
    await domains.expand('later');
    const error = domains.pane.locator('.monaco-list-row').filter({ hasText: `There is no domain at ${later}` });
    await error.hover();
    await workbench.screenshot('error-row');
    await session().gpo('sample', later);
    await error.getByRole('button', { name: 'Retry' }).click();
    await domains.rowDescribed('contoso.com', 'later').waitFor();
    await error.waitFor({ state: 'detached' });
  });
});
