import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { ExtensionUnderTest, customTabs, label, labelsBelow, planTabs, quietly, until } from './extensionUnderTest';

describe('changes through plans', () => {
  let extension: ExtensionUnderTest;

  beforeEach(async () => {
    extension = await ExtensionUnderTest.start();
  });

  afterEach(() => extension.stop());

  it('change nothing before Apply, and what was planned after it', async () => {
    const link = await extension.domainRow('contoso.com', 'Links and OUs', 'Default Domain Policy');
    await extension.plan('groupPolicy.disableLink', link);
    assert.equal(await isEnabled(), true);
    await extension.apply();
    assert.equal(await isEnabled(), false);
    await until(
      async () => /link disabled/.test(await descriptionOf('Links and OUs', 'Default Domain Policy')),
      'the disabled link',
    );
  });

  it('are taken back by Undo, through a plan too', async () => {
    const link = await extension.domainRow('contoso.com', 'Links and OUs', 'Default Domain Policy');
    await extension.plan('groupPolicy.disableLink', link);
    await extension.apply();
    const domain = await extension.domainRow('contoso.com');
    await extension.plan('groupPolicy.undo', domain);
    assert.equal(await isEnabled(), false);
    await extension.apply();
    assert.equal(await isEnabled(), true);
  });

  it('delete a GPO and bring it back with its GUID', async () => {
    const gpo = await extension.domainRow('contoso.com', 'Group Policy Objects', 'Unlinked - pilot');
    await extension.plan('groupPolicy.delete', gpo);
    await extension.apply();
    const gpos = await extension.domainRow('contoso.com', 'Group Policy Objects');
    await until(async () => !(await labelsBelow(gpos)).includes('Unlinked - pilot'), 'the row without the GPO');
    await extension.plan('groupPolicy.undo', await extension.domainRow('contoso.com'));
    await extension.apply();
    await until(async () => (await labelsBelow(gpos)).includes('Unlinked - pilot'), 'the GPO');
    assert.equal((await extension.domainRow('contoso.com', 'Group Policy Objects', 'Unlinked - pilot')).id, gpo.id);
  });

  it('are forgotten on Discard', async () => {
    const ou = await extension.domainRow('contoso.com', 'Links and OUs', 'Workstations');
    await extension.plan('groupPolicy.blockInheritance', ou);
    await until(async () => {
      await vscode.commands.executeCommand('groupPolicy.plan.discard');
      return planTabs().length === 0;
    }, 'the end of the plan');
    const soms = await extension.services.listSoms({ address: extension.address }, quietly);
    assert.equal(soms.find(({ name }) => name === 'Workstations')?.inheritanceBlocked, false);
  });

  it('open again by their URI, as after a reload', async () => {
    const ou = await extension.domainRow('contoso.com', 'Links and OUs', 'Workstations');
    const uri = await extension.plan('groupPolicy.blockInheritance', ou);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.deepEqual(planTabs(), []);
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.parse(uri.toString()), 'groupPolicy.plan');
    await until(() => planTabs().length === 1, 'the plan');
    await extension.apply();
    const soms = await extension.services.listSoms({ address: extension.address }, quietly);
    assert.equal(soms.find(({ name }) => name === 'Workstations')?.inheritanceBlocked, true);
  });

  it('show reports of GPOs and backups under URIs that hold all identity', async () => {
    await extension.backUpAll();
    const gpo = await extension.domainRow('contoso.com', 'Group Policy Objects', 'Kiosk');
    await vscode.commands.executeCommand('groupPolicy.showReport', gpo, [gpo]);
    const folder = await extension.backupRow('backups');
    await until(async () => (await labelsBelow(folder)).includes('Kiosk'), 'the backup');
    const backup = await extension.backupRow('backups', 'Kiosk');
    await vscode.commands.executeCommand('groupPolicy.showReport', backup, [backup]);
    await until(() => customTabs('groupPolicy.report').length === 2, 'two reports');
    assert.deepEqual(
      customTabs('groupPolicy.report').map(({ scheme, path, query }) => [
        scheme,
        query.split('/')[0],
        path.split('/')[2]?.slice(0, 5),
      ]),
      [
        ['group-policy-report', 'gpo', 'Kiosk'],
        ['group-policy-report', 'backup', 'Kiosk'],
      ],
    );
  });

  it('say that a plan is no longer kept', async () => {
    const uri = vscode.Uri.from({ scheme: 'group-policy-plan', path: '/Plan', query: randomUUID() });
    await vscode.commands.executeCommand('vscode.openWith', uri, 'groupPolicy.plan');
    const { registry } = extension.access.runner;
    const before = registry.list().length;
    await vscode.commands.executeCommand('groupPolicy.plan.apply');
    assert.equal(registry.list().length, before);
  });

  async function isEnabled(): Promise<boolean | undefined> {
    const soms = await extension.services.listSoms({ address: extension.address }, quietly);
    const gpos = await extension.services.listGpos({ address: extension.address }, quietly);
    const policy = gpos.find(({ name }) => name === 'Default Domain Policy');
    return soms.find(({ kind }) => kind === 'domain')?.links.find(({ gpo }) => gpo === policy?.id)?.enabled;
  }

  async function descriptionOf(...labels: readonly string[]): Promise<string> {
    const node = await extension.domainRow('contoso.com', ...labels);
    assert.equal(label(node), labels.at(-1));
    return String(node.item().description);
  }
});
