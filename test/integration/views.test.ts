import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { name, publisher } from '../../package.json';
import { parseBackupId, parseDomainAddress } from '../../src/core/model/ids';
import type { TreeNode } from '../../src/vscode/views/treeNode';
import { ExtensionUnderTest, label, labelsBelow, quietly, until } from './extensionUnderTest';

describe('the views', () => {
  let extension: ExtensionUnderTest;

  before(async () => {
    extension = await ExtensionUnderTest.start();
  });

  after(() => extension.stop());

  it('show what is in a domain', async () => {
    const { domainsView } = extension.access;
    const [domain] = domainsView.roots;
    assert.ok(domain);
    assert.deepEqual(await labelsBelow(domain), [
      'Group Policy Objects',
      'Links and OUs',
      'Sites',
      'WMI Filters',
      'Starter GPOs',
    ]);
    assert.equal(label(domain), 'contoso.com');
    const gpos = await labelsBelow(await extension.domainRow('contoso.com', 'Group Policy Objects'));
    const listed = await extension.services.listGpos({ address: extension.address }, quietly);
    assert.deepEqual([...gpos].sort(), listed.map(({ name }) => name).sort());
  });

  it('show links in link order, before the OUs', async () => {
    const soms = await extension.services.listSoms({ address: extension.address }, quietly);
    const domain = soms.find(({ kind }) => kind === 'domain');
    const listed = await extension.services.listGpos({ address: extension.address }, quietly);
    const names = domain?.links.map(({ gpo }) => listed.find(({ id }) => id === gpo)?.name) ?? [];
    assert.ok(names.length > 1);
    const shown = await labelsBelow(await extension.domainRow('contoso.com', 'Links and OUs'));
    assert.deepEqual(shown.slice(0, names.length), names);
    assert.ok(shown.slice(names.length).includes('Workstations'));
  });

  it('say status, differing versions and links that take no effect', async () => {
    const gpos = await (await extension.domainRow('contoso.com', 'Group Policy Objects')).children?.();
    const texts = gpos?.map((node) => `${label(node)}: ${String(node.item().description)}`) ?? [];
    for (const pattern of [/not linked/, /disabled/, /version: AD \d+, SYSVOL \d+/])
      assert.ok(
        texts.some((text) => pattern.test(text)),
        `${String(pattern)} in ${texts.join('; ')}`,
      );
  });

  it('keep a row the same object while its list is read again', async () => {
    const before = await extension.domainRow('contoso.com', 'Group Policy Objects', 'Kiosk');
    await extension.services.gpoDetails({ address: extension.address, gpo: idOf(before.id) }, quietly);
    assert.equal(await extension.domainRow('contoso.com', 'Group Policy Objects', 'Kiosk'), before);
  });

  it('say what a GPO is when the pointer rests on it', async () => {
    const gpo = await extension.domainRow('contoso.com', 'Group Policy Objects', 'Default Domain Policy');
    const tooltip = await gpo.tooltip?.(quietly.token);
    // Which characters are escaped differs from version to version.
    const text = tooltip?.value.replaceAll('\\', '');
    assert.match(text ?? '', /31B2F340-016D-11D2-945F-00C04FB984F9/);
  });

  it('show only what a filter lets pass', async () => {
    const { domainsView } = extension.access;
    await domainsView.setFilter('default policy');
    try {
      const gpos = await labelsBelow(await extension.domainRow('contoso.com', 'Group Policy Objects'));
      assert.deepEqual(gpos, ['Default Domain Controllers Policy', 'Default Domain Policy']);
    } finally {
      await domainsView.setFilter('');
    }
  });

  it('show backups that were made by somebody else', async () => {
    const folder = await extension.backupRow('backups');
    assert.deepEqual(await folder.children?.(), []);
    await extension.backUpAll();
    await until(async () => (await labelsBelow(folder)).includes('Kiosk'), 'the backup');
    const backups = await (await extension.backupRow('backups', 'Kiosk')).children?.();
    assert.match(String(backups?.[0]?.item().description), /before · contoso\.com/);
  });

  it('open every folder of real backups, whatever its manifest says', async function () {
    this.timeout(120_000);
    await extension.backUpAll();
    const folders = [extension.backupFolder, ...realBackupFolders()];
    const settings = vscode.workspace.getConfiguration('groupPolicy');
    await settings.update('backupFolders', folders, vscode.ConfigurationTarget.Global);
    const { backupsView } = extension.access;
    await until(() => backupsView.roots.length === folders.length, 'all folders');
    for (const folder of backupsView.roots) {
      const inFolder = readdirSync(folder.id).filter((entry) => parseBackupId(entry) !== undefined);
      assert.ok(inFolder.length > 0, folder.id);
      await until(async () => (await backupsBelow(folder)) === inFolder.length, `all backups of ${folder.id}`);
    }
    await settings.update('backupFolders', [extension.backupFolder], vscode.ConfigurationTarget.Global);
    await until(() => backupsView.roots.length === 1, 'the one folder');
  });

  it('say why a domain cannot be read, and read it again when it can', async () => {
    const location = parseDomainAddress(extension.address)?.location;
    assert.ok(location);
    const missing = `${extension.address}-missing`;
    const { domainsView } = extension.access;
    const settings = vscode.workspace.getConfiguration('groupPolicy');
    await settings.update('domains', [extension.address, missing], vscode.ConfigurationTarget.Global);
    await until(() => domainsView.roots.length === 2, 'the second domain');
    const error = await domainsView.roots[1]?.children?.();
    assert.match(error?.[0] === undefined ? '' : label(error[0]), /There is no domain at/);
    await extension.services.createSample({ folder: `${location}-missing` }, quietly);
    assert.equal((await domainsView.roots[1]?.children?.())?.length, 5);
    await settings.update('domains', [extension.address], vscode.ConfigurationTarget.Global);
    rmSync(`${location}-missing`, { recursive: true });
  });
});

async function backupsBelow(folder: TreeNode): Promise<number> {
  let count = 0;
  for (const gpo of (await folder.children?.()) ?? []) count += ((await gpo.children?.()) ?? []).length;
  return count;
}

/** Backup sets beside the project, where there are any: folders with a folder of a backup in them. */
function realBackupFolders(): readonly string[] {
  const extensionPath = vscode.extensions.getExtension(`${publisher}.${name}`)?.extensionPath ?? '';
  const corpus = join(extensionPath, '..', 'shared', 'corpus');
  if (!existsSync(corpus)) return [];
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' });
  const sets = files.filter((file) => /[\\/]\{[0-9a-f-]{36}\}[\\/]backup\.xml$/i.test(file));
  return [...new Set(sets.map((file) => join(corpus, file, '..', '..')))];
}

function idOf(rowId: string): Parameters<ExtensionUnderTest['services']['gpoDetails']>[0]['gpo'] {
  return rowId.slice(rowId.lastIndexOf('/') + 1) as Parameters<ExtensionUnderTest['services']['gpoDetails']>[0]['gpo'];
}
