import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

/** How many items the static tree of the reference extension has. */
export const referenceTreeSize = 5000;

/**
 * The extension that the product is measured against: a static tree, an empty page and nothing else. On demand it takes a
 * profile of the extension host, in which both run, and writes it to the file.
 */
const source = (profileFile: string): string => `
const vscode = require('vscode');
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector/promises');
let session;
const startProfile = async () => {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 1000 });
  await session.post('Profiler.start');
};
const stopProfile = async () => {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(${JSON.stringify(profileFile)}, JSON.stringify(profile));
};
const items = Array.from({ length: ${referenceTreeSize} }, (_, index) => 'Item ' + index);
exports.activate = (context) => {
  const provider = {
    getChildren: (parent) => (parent === undefined ? ['All'] : parent === 'All' ? items : []),
    getTreeItem: (label) =>
      new vscode.TreeItem(label, label === 'All' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None),
  };
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider('benchReference.tree', provider),
    vscode.commands.registerCommand('benchReference.startProfile', startProfile),
    vscode.commands.registerCommand('benchReference.stopProfile', stopProfile),
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
    commands: [
      { command: 'benchReference.openPage', title: 'Open Page', category: 'Bench Reference' },
      { command: 'benchReference.startProfile', title: 'Start Profile', category: 'Bench Reference' },
      { command: 'benchReference.stopProfile', title: 'Stop Profile', category: 'Bench Reference' },
    ],
    views: { benchReference: [{ id: 'benchReference.tree', name: 'Reference' }] },
  },
};

/** Where the reference extension that was packed in a folder writes its profile. */
export function profileFileOf(folder: string): string {
  return join(folder, 'extensionHost.cpuprofile');
}

/** Packs the reference extension in a folder and resolves with the path of its package. */
export async function packReferenceExtension(folder: string): Promise<string> {
  const cwd = join(folder, 'reference');
  const packagePath = join(folder, 'reference.vsix');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'extension.js'), source(profileFileOf(folder)));
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(cwd, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>');
  for (const name of ['README.md', 'LICENSE', '.vscodeignore']) writeFileSync(join(cwd, name), '\n');
  await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
