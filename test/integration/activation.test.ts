import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { contributes, name, publisher } from '../../package.json';
import type { TestAccess } from '../../src/vscode/extension';
import { CallsOfExtension } from './callsOfExtension';
import { quietly } from './extensionUnderTest';

const id = `${publisher}.${name}`;

// The first test of the run: the extension is not active yet.
describe('activation', () => {
  it('reads nothing, and starts nothing before it is needed', async () => {
    const extension = vscode.extensions.getExtension<TestAccess | undefined>(id);
    assert.ok(extension, `${id} is not installed`);
    assert.equal(extension.isActive, false, 'it was active before');
    const calls = new CallsOfExtension(join(extension.extensionPath, 'dist', 'extension.js'));
    const folder = mkdtempSync(join(tmpdir(), 'group policy activation '));
    try {
      const access = await extension.activate();
      assert.equal(extension.isActive, true);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(calls.names, []);

      await access?.services.createSample({ folder: join(folder, 'contoso') }, quietly);
      assert.deepEqual(calls.names, ['Worker'], 'the first question starts the worker, and nothing else');
    } finally {
      calls.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('registers every command that package.json contributes', async () => {
    await vscode.extensions.getExtension(id)?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
