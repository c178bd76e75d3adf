import { vscode } from '../vscodeApi';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { commandLineShims, type ShimTarget } from './commandLineShims';

const writtenKey = 'commandLine.shims';

/**
 * Puts `gpo` on the PATH of VS Code's terminals. The shims lie in the extension's own folder and are written again only when
 * VS Code or the extension is another one than the last time; nothing is read.
 */
export function offerCommandLine(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): void {
  const folder = join(context.globalStorageUri.fsPath, 'bin');
  const target: ShimTarget = {
    executable: process.execPath,
    script: join(context.extensionUri.fsPath, 'dist', 'cli.js'),
  };
  const variables = context.environmentVariableCollection;
  variables.description = vscode.l10n.t('Adds the command line `gpo`');
  variables.prepend('PATH', `${folder}${delimiter}`);
  const key = JSON.stringify([target, folder]);
  if (context.globalState.get(writtenKey) === key) return;
  setImmediate(() => {
    try {
      writeShims(folder, target);
      void context.globalState.update(writtenKey, key);
    } catch (error) {
      log.warn(`gpo could not be put on the PATH of terminals: ${String(error)}`);
    }
  });
}

function writeShims(folder: string, target: ShimTarget): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of commandLineShims(target)) {
    const file = join(folder, name);
    writeFileSync(file, content);
    chmodSync(file, 0o755);
  }
}
