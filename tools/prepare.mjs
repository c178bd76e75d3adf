// What `npm start` and `npm test` need before anything else; Node's built-ins only, as nothing may be installed yet.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = [20, 19];

/** Ends the process with one sentence when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(`Group Policy as Code needs Node ${oldestNode.join('.')} or later; this is ${process.versions.node}.`);
  process.exit(5);
}

/** Runs a command of the project in its root folder and ends the process when it fails. */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed${error === undefined ? '' : `: ${error.message}`}`);
  process.exit(1);
}

/** Installs the packages of package-lock.json when they are not there, or not those. */
export function installPackages() {
  if (packagesMatch()) return;
  console.log('Installing the development packages into node_modules: about 100 MB to download, half a minute.');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

function packagesMatch() {
  const packagesOf = (...file) => JSON.parse(readFileSync(join(root, ...file), 'utf8')).packages;
  try {
    const installed = packagesOf('node_modules', '.package-lock.json');
    return Object.entries(packagesOf('package-lock.json'))
      .filter(([name, { optional }]) => name !== '' && optional !== true)
      .every(([name, { version }]) => installed[name]?.version === version);
  } catch {
    return false;
  }
}
