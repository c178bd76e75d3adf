import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { name, publisher } from '../../package.json';
import { neverCancelled } from '../../src/core/kernel/cancellation';
import type { DomainAddress } from '../../src/core/model/ids';
import type { Services } from '../../src/services/api';
import type { TestAccess } from '../../src/vscode/extension';
import type { TreeNode } from '../../src/vscode/views/treeNode';

/** Nobody listens and nobody cancels. */
export const quietly = { token: neverCancelled, progress: (): void => undefined };

/** The extension on a sample domain and an empty backup folder of its own. */
export class ExtensionUnderTest {
  private constructor(
    readonly access: TestAccess,
    private readonly folder: string,
    readonly address: DomainAddress,
    readonly backupFolder: string,
  ) {}

  static async start(): Promise<ExtensionUnderTest> {
    const extension = vscode.extensions.getExtension<TestAccess | undefined>(`${publisher}.${name}`);
    const access = await extension?.activate();
    assert.ok(access, 'the extension gives tests no access');
    const folder = mkdtempSync(join(tmpdir(), 'group policy integration '));
    const backupFolder = join(folder, 'backups');
    mkdirSync(backupFolder);
    const address = await access.services.createSample({ folder: join(folder, 'contoso') }, quietly);
    await configure('domains', [address]);
    await configure('backupFolders', [backupFolder]);
    const { domainsView, backupsView } = access;
    await until(() => domainsView.roots.some((node) => label(node) === 'contoso.com'), 'the domain');
    await until(() => backupsView.roots.length === 1, 'the backup folder');
    return new ExtensionUnderTest(access, folder, address, backupFolder);
  }

  async stop(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await configure('domains', undefined);
    await configure('backupFolders', undefined);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  get services(): Services {
    return this.access.services;
  }

  /** The row below the domain that is reached by these labels. */
  domainRow(...labels: readonly string[]): Promise<TreeNode> {
    return row(this.access.domainsView.roots, labels);
  }

  /** The row of the Backups view that is reached by these labels; a label that is not the row's begins it. */
  backupRow(...labels: readonly string[]): Promise<TreeNode> {
    return row(this.access.backupsView.roots, labels);
  }

  /** Backs up every GPO. */
  async backUpAll(): Promise<void> {
    const input = { address: this.address, gpos: 'all', folder: this.backupFolder, comment: 'before' } as const;
    const summary = await this.services.backUp(input, quietly);
    assert.equal(summary.state, 'done');
  }

  /** Starts a command on a row and waits for the plan that it shows. */
  async plan(command: string, node: TreeNode): Promise<vscode.Uri> {
    const before = planTabs().length;
    await vscode.commands.executeCommand(command, node, [node]);
    await until(() => planTabs().length > before, `the plan of ${command}`);
    const uri = planTabs().at(-1);
    assert.ok(uri);
    return uri;
  }

  /** Applies the plan in front and waits for the end of the operation. */
  async apply(): Promise<void> {
    const { registry } = this.access.runner;
    const before = registry.list().length;
    await until(async () => {
      await vscode.commands.executeCommand('groupPolicy.plan.apply');
      return registry.list().length > before;
    }, 'the operation');
    await until(() => registry.list()[0]?.running === false, 'the end of the operation');
    assert.equal(registry.list()[0]?.summary?.state, 'done');
  }
}

/** URIs of the plans that are open, in the order of their tabs. */
export function planTabs(): readonly vscode.Uri[] {
  return customTabs('groupPolicy.plan');
}

/** URIs of the open editors of a kind. */
export function customTabs(viewType: string): readonly vscode.Uri[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input }) =>
      input instanceof vscode.TabInputCustom && input.viewType === viewType ? [input.uri] : [],
    ),
  );
}

/** Waits until something is so; fails with its name when it does not come. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a row says. */
export function label(node: TreeNode): string {
  const { label: text } = node.item();
  return typeof text === 'string' ? text : (text?.label ?? '');
}

/** The labels of the rows below one. */
export async function labelsBelow(node: TreeNode): Promise<readonly string[]> {
  return ((await node.children?.()) ?? []).map(label);
}

async function row(roots: readonly TreeNode[], labels: readonly string[]): Promise<TreeNode> {
  let rows = roots;
  let found: TreeNode | undefined;
  for (const wanted of labels) {
    if (found !== undefined) rows = (await found.children?.()) ?? [];
    found = rows.find((node) => label(node) === wanted);
    assert.ok(found, `${wanted} is not among ${rows.map(label).join(', ')}`);
  }
  assert.ok(found);
  return found;
}

async function configure(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('groupPolicy').update(key, value, vscode.ConfigurationTarget.Global);
}
