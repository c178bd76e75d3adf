import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

/** How many items the static tree of the reference extension has. */
export const referenceTreeSize = 5000;

/** The extension that the product is measured against: a static tree, an empty page and nothing else. */
const source = `
const vscode = require('vscode');
const items = Array.from({ length: ${referenceTreeSize} }, (_, index) => 'Item ' + index);
exports.activate = (context) => {
  const provider = {
    getChildren: (parent) => (parent === undefined ? ['All'] : parent === 'All' ? items : []),
    getTreeItem: (label) =>
      new vscode.TreeItem(label, label === 'All' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None),
  };
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider('benchReference.tree', provider),
    vscode.commands.registerCommand('benchReference.openPage', () => {
      const panel = vscode.window.createWebviewPanel('benchReference.page', 'Reference', vscode.ViewColumn.One, { enableScripts: true });
      panel.webview.html = '<h1>Empty</h1>';
    }),
  );
};
`;

const manifest = {
  name: 'bench-reference',
  displayName: 'Bench Reference',
  publisher: 'group-policy-as-code',
  version: '0.0.1',
  license: 'MIT',
  engines: { vscode: '^1.105.0' },
  main: './extension.js',
  contributes: {
    viewsContainers: { activitybar: [{ id: 'benchReference', title: 'Bench Reference', icon: 'icon.svg' }] },
    commands: [{ command: 'benchReference.openPage', title: 'Open Page', category: 'Bench Reference' }],
    views: { benchReference: [{ id: 'benchReference.tree', name: 'Reference' }] },
  },
};

/** Packs the reference extension in a folder and resolves with the path of its package. */
export async function packReferenceExtension(folder: string): Promise<string> {
  const cwd = join(folder, 'reference');
  const packagePath = join(folder, 'reference.vsix');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'extension.js'), source);
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(cwd, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>');
  for (const name of ['README.md', 'LICENSE', '.vscodeignore']) writeFileSync(join(cwd, name), '\n');
  await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
