import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Som } from '../../src/core/model/domain';
import type { GpoSummary } from '../../src/core/model/gpo';
import { parseDomainAddress } from '../../src/core/model/ids';
import { ExtensionUnderTest, labelsBelow, quietly, until } from './extensionUnderTest';

describe('commands on the sample domain', () => {
  let extension: ExtensionUnderTest;

  beforeEach(async () => {
    extension = await ExtensionUnderTest.start();
  });

  afterEach(() => extension.stop());

  it('enforce a link, and stop enforcing it', async () => {
    const link = await extension.domainRow('contoso.com', 'Links and OUs', 'Default Domain Policy');
    await extension.plan('groupPolicy.enforceLink', link);
    await extension.apply();
    assert.equal((await linkOf('Default Domain Policy')).enforced, true);
    await extension.plan('groupPolicy.stopEnforcingLink', link);
    await extension.apply();
    assert.equal((await linkOf('Default Domain Policy')).enforced, false);
  });

  it('disable a link, and enable it again', async () => {
    const link = await extension.domainRow('contoso.com', 'Links and OUs', 'Default Domain Policy');
    await extension.plan('groupPolicy.disableLink', link);
    await extension.apply();
    assert.equal((await linkOf('Default Domain Policy')).enabled, false);
    await extension.plan('groupPolicy.enableLink', link);
    await extension.apply();
    assert.equal((await linkOf('Default Domain Policy')).enabled, true);
  });

  it('move a link up and down, and remove it', async () => {
    const names = async (): Promise<readonly string[]> => {
      const gpos = await gposById();
      return (await domainSom()).links.map(({ gpo }) => gpos.get(gpo)?.name ?? gpo);
    };
    const before = await names();
    const last = before.at(-1) ?? '';
    const row = await extension.domainRow('contoso.com', 'Links and OUs', last);
    await extension.plan('groupPolicy.moveLinkUp', row);
    await extension.apply();
    assert.equal((await names()).indexOf(last), before.length - 2);
    await until(async () => {
      const moved = await extension.domainRow('contoso.com', 'Links and OUs', last);
      return String(moved.item().description).startsWith(String(before.length - 1));
    }, 'the row at its new place');
    await extension.plan('groupPolicy.moveLinkDown', row);
    await extension.apply();
    assert.deepEqual(await names(), before);
    await extension.plan('groupPolicy.removeLink', row);
    await extension.apply();
    assert.deepEqual(await names(), before.slice(0, -1));
  });

  it('block inheritance, and allow it again', async () => {
    const ou = await extension.domainRow('contoso.com', 'Links and OUs', 'Workstations');
    await extension.plan('groupPolicy.blockInheritance', ou);
    await extension.apply();
    assert.equal((await somNamed('Workstations')).inheritanceBlocked, true);
    await extension.plan('groupPolicy.allowInheritance', ou);
    await extension.apply();
    assert.equal((await somNamed('Workstations')).inheritanceBlocked, false);
  });

  it('clear the WMI filter of a GPO', async () => {
    const filtered = [...(await gposById()).values()].find(({ wmiFilter }) => wmiFilter !== undefined);
    assert.ok(filtered);
    const row = await extension.domainRow('contoso.com', 'Group Policy Objects', filtered.name);
    await extension.plan('groupPolicy.clearWmiFilter', row);
    await extension.apply();
    assert.equal((await gposById()).get(filtered.id)?.wmiFilter, undefined);
  });

  it('delete a backup', async () => {
    await extension.backUpAll();
    const folder = await extension.backupRow('backups');
    await until(async () => (await labelsBelow(folder)).includes('Kiosk'), 'the backup');
    const gpo = await extension.backupRow('backups', 'Kiosk');
    const [backup] = (await gpo.children?.()) ?? [];
    assert.ok(backup);
    await extension.plan('groupPolicy.deleteBackup', backup);
    await extension.apply();
    await until(async () => !(await labelsBelow(folder)).includes('Kiosk'), 'the row without the backup');
    assert.equal(existsSync(join(extension.backupFolder, backup.id.slice(backup.id.lastIndexOf('/') + 1))), false);
  });

  it('remove a domain and a backup folder from the views, and leave their files alone', async () => {
    const { domainsView, backupsView } = extension.access;
    const domain = await extension.domainRow('contoso.com');
    await vscode.commands.executeCommand('groupPolicy.removeDomain', domain, [domain]);
    await until(() => domainsView.roots.length === 0, 'the empty view');
    const folder = await extension.backupRow('backups');
    await vscode.commands.executeCommand('groupPolicy.removeBackupFolder', folder, [folder]);
    await until(() => backupsView.roots.length === 0, 'the empty view');
    const location = parseDomainAddress(extension.address)?.location ?? '';
    assert.equal(existsSync(join(location, 'snapshot.json')), true);
    assert.equal(existsSync(extension.backupFolder), true);
  });

  it("add the domain and the backup folder of the Explorer's menu", async () => {
    await extension.backUpAll();
    const location = parseDomainAddress(extension.address)?.location ?? '';
    const settings = vscode.workspace.getConfiguration('groupPolicy');
    await settings.update('domains', undefined, vscode.ConfigurationTarget.Global);
    await settings.update('backupFolders', undefined, vscode.ConfigurationTarget.Global);
    const { domainsView, backupsView } = extension.access;
    await until(() => domainsView.roots.length === 0 && backupsView.roots.length === 0, 'empty views');
    await vscode.commands.executeCommand('groupPolicy.addDomain', vscode.Uri.file(join(location, 'snapshot.json')));
    await until(() => domainsView.roots[0]?.id === extension.address, 'the domain');
    const manifest = vscode.Uri.file(join(extension.backupFolder, 'manifest.xml'));
    await vscode.commands.executeCommand('groupPolicy.addBackupFolder', manifest);
    await until(() => backupsView.roots[0]?.id === extension.backupFolder, 'the backup folder');
  });

  it('read again what changed', async () => {
    const gpos = await extension.domainRow('contoso.com', 'Group Policy Objects');
    const before = await labelsBelow(gpos);
    await vscode.commands.executeCommand('groupPolicy.refresh');
    assert.deepEqual(await labelsBelow(gpos), before);
  });

  async function gposById(): Promise<ReadonlyMap<string, GpoSummary>> {
    const gpos = await extension.services.listGpos({ address: extension.address }, quietly);
    return new Map(gpos.map((gpo) => [gpo.id, gpo]));
  }

  async function domainSom(): Promise<Som> {
    const soms = await extension.services.listSoms({ address: extension.address }, quietly);
    const som = soms.find(({ kind }) => kind === 'domain');
    assert.ok(som);
    return som;
  }

  async function somNamed(name: string): Promise<Som> {
    const soms = await extension.services.listSoms({ address: extension.address }, quietly);
    const som = soms.find((each) => each.name === name);
    assert.ok(som);
    return som;
  }

  async function linkOf(name: string): Promise<Som['links'][number]> {
    const gpos = await gposById();
    const link = (await domainSom()).links.find(({ gpo }) => gpos.get(gpo)?.name === name);
    assert.ok(link);
    return link;
  }
});
