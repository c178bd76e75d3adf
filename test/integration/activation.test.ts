import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contributes, name, publisher } from '../../package.json';

const id = `${publisher}.${name}`;

describe('activation', () => {
  it('finds the extension, and activates it without an error', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command that package.json contributes', async () => {
    await vscode.extensions.getExtension(id)?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
