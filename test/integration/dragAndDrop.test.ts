import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ExtensionUnderTest, labelsBelow, planTabs, quietly, until } from './extensionUnderTest';
import type { TreeNode } from '../../src/vscode/views/treeNode';

describe('drag and drop', () => {
  let extension: ExtensionUnderTest;

  beforeEach(async () => {
    extension = await ExtensionUnderTest.start();
  });

  afterEach(() => extension.stop());

  it('links a GPO that is dropped on an OU, disabled and with a plan in between', async () => {
    const gpo = await extension.domainRow('contoso.com', 'Group Policy Objects', 'Unlinked - pilot');
    const ou = await extension.domainRow('contoso.com', 'Links and OUs', 'Servers');
    await dropAndAcceptProposals([gpo], ou);
    const links = async (): Promise<readonly { readonly enabled: boolean }[]> =>
      (await extension.services.listSoms({ address: extension.address }, quietly))
        .flatMap((som) => som.links)
        .filter((link) => gpo.id.endsWith(link.gpo));
    assert.deepEqual(await links(), []);
    await extension.apply();
    assert.deepEqual(
      (await links()).map(({ enabled }) => enabled),
      [false],
    );
  });

  it('copies a GPO that is dropped on a domain', async () => {
    const gpo = await extension.domainRow('contoso.com', 'Group Policy Objects', 'Users - Desktop');
    await dropAndAcceptProposals([gpo], await extension.domainRow('contoso.com'));
    await extension.apply();
    const gpos = await extension.domainRow('contoso.com', 'Group Policy Objects');
    await until(async () => (await labelsBelow(gpos)).includes('Copy of Users - Desktop'), 'the copy');
  });

  it('backs GPOs up that are dropped on a backup folder', async () => {
    const gpos = await Promise.all(
      ['Kiosk', 'Users - Desktop'].map((name) => extension.domainRow('contoso.com', 'Group Policy Objects', name)),
    );
    const folder = await extension.backupRow('backups');
    const dropped = drop(gpos, folder);
    await acceptUntil(() => dropped.isOver(), 'the backups');
    await until(async () => (await labelsBelow(folder)).length === 2, 'the rows of the backups');
  });

  /** Drops rows and accepts what is proposed until a plan is shown. */
  async function dropAndAcceptProposals(rows: readonly TreeNode[], target: TreeNode): Promise<void> {
    drop(rows, target);
    await acceptUntil(() => planTabs().length > 0, 'the plan');
  }

  function drop(rows: readonly TreeNode[], target: TreeNode): { isOver(): boolean } {
    const { dragAndDrop } = extension.access;
    const data = new vscode.DataTransfer();
    dragAndDrop.handleDrag(rows, data);
    let isOver = false;
    void dragAndDrop.handleDrop(target, data).finally(() => (isOver = true));
    return { isOver: () => isOver };
  }

  function acceptUntil(isDone: () => boolean, what: string): Promise<void> {
    return until(async () => {
      if (!isDone()) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isDone();
    }, what);
  }
});
