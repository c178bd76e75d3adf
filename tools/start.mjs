// npm start [-- --browser]: installs what is missing, builds, makes a sample domain and opens VS Code with the extension on it:
// the desktop's where there is one to show, the workbench in the browser elsewhere. Node's built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, requireNode, root, run } from './prepare.mjs';

const folder = join(root, 'out', 'start');
const sample = join(folder, 'sample');
const backups = join(folder, 'backups');
const vsix = join(root, 'out', 'group-policy.vsix');
const settings = { 'groupPolicy.domains': [`snapshot:${sample}`], 'groupPolicy.backupFolders': [backups] };

requireNode();
installPackages();
console.log('Building the extension.');
run('npm', ['run', '-s', 'package']);
if (!existsSync(sample)) run(process.execPath, ['dist/cli.js', 'sample', sample]);
mkdirSync(backups, { recursive: true });

const code = process.argv.includes('--browser') ? undefined : desktopCode();
if (code !== undefined) openDesktop(code);
else if (process.platform === 'linux') serveBrowser();
else openDesktop(downloadedCode());

/** The `code` of a desktop VS Code on this machine that can show a window to this user, or undefined. */
function desktopCode() {
  if (process.getuid?.() === 0) return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((path) => join(path, name))
    .find((file) => existsSync(file));
  // the `code` of a remote window opens files in that window and knows no profile
  if (found === undefined || process.env.VSCODE_IPC_HOOK_CLI !== undefined) return undefined;
  return /remote-cli|\.vscode-server|code-server/.test(realpathSync(found)) ? undefined : found;
}

/** A desktop VS Code downloaded by @vscode/test-electron. */
function downloadedCode() {
  console.log('Downloading VS Code into .vscode-test: about 130 MB.');
  const download = `require('@vscode/test-electron').downloadAndUnzipVSCode({ reporter: { report() {}, error() {} } }).then((path) =>
    console.log(require('@vscode/test-electron').resolveCliPathFromVSCodeExecutablePath(path)))`;
  const { status, stdout } = spawnSync(process.execPath, ['-e', download], { cwd: root, encoding: 'utf8' });
  const path = stdout.trim().split('\n').at(-1);
  if (status === 0 && path) return path;
  console.error('VS Code could not be downloaded: install it, with its command "code" on the PATH, and start again.');
  process.exit(5);
}

/** Opens the sample in a desktop VS Code with settings and extensions of its own; ends with its window. */
function openDesktop(executable) {
  const user = join(folder, 'desktop', 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  const settingsFile = join(user, 'User', 'settings.json');
  if (!existsSync(settingsFile)) writeFileSync(settingsFile, JSON.stringify(settings, undefined, 2));
  const profile = ['--user-data-dir', user, '--extensions-dir', join(folder, 'desktop', 'extensions')];
  const shell = process.platform === 'win32';
  const quoted = (args) => (shell ? args.map((argument) => `"${argument}"`) : args);
  const command = shell ? `"${executable}"` : executable;
  const installed = spawnSync(command, quoted([...profile, '--install-extension', vsix, '--force']), {
    stdio: 'inherit',
    shell,
  });
  if (installed.status !== 0) process.exit(1);
  console.log(`
VS Code opens with the sample domain, in a profile of its own.
First click the shield in the activity bar at the left: Domains shows the sample domain.
Then press F1 and choose "Group Policy: Back Up All". Close the window to end.`);
  waitFor(spawn(command, quoted([...profile, '--new-window', '--wait', sample]), { stdio: 'inherit', shell }));
}

/** Serves the workbench in the browser until Ctrl+C. */
function serveBrowser() {
  const serve = join('tools', 'workbench', 'serve.ts');
  const args = ['--import', 'tsx', serve, join(folder, 'workbench'), sample, JSON.stringify(settings)];
  waitFor(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));
}

/** Ends as the child ends; a signal to this process alone reaches the child too. */
function waitFor(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
