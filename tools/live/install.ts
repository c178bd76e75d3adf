import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runOrThrow } from '../workbench/runCommand';
import { installEngine } from './engine';
import { installGpmcServer } from './gpmcServer';
import { makePrefix } from './wine';

const packages = [
  'wine',
  'wine64',
  'g++-mingw-w64-x86-64',
  'mingw-w64-tools',
  'libwine-dev',
  'nlohmann-json3-dev',
] as const;

const needed = [
  '/usr/bin/wine',
  '/usr/bin/x86_64-w64-mingw32-g++-posix',
  '/usr/bin/x86_64-w64-mingw32-widl',
  '/usr/include/wine/wine/windows',
  '/usr/include/nlohmann/json.hpp',
];

/** Why live tests cannot run on this machine, or undefined where they can (after {@link installLive}). */
export function liveObstacle(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `live tests run Windows programs under Wine on Linux on x64, and this is ${process.platform} on ${process.arch}`;
  if (!onPath('dotnet'))
    return 'live tests build programs for Windows with the .NET SDK 10, and there is no dotnet on the PATH';
  if (missing().length === 0) return undefined;
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
    ? undefined
    : `not installed: ${missing().join(', ')} (on Debian: apt-get install --no-install-recommends ${packages.join(' ')})`;
}

/**
 * Installs what live tests need and is missing: Wine and a compiler for Windows from Debian, a Wine prefix, and the
 * stand-in for GPMC, built and registered. Says size and time before it begins; a second start does nothing.
 */
export async function installLive(show: (line: string) => void): Promise<void> {
  if (missing().length > 0) await installPackages(show);
  await makePrefix(show);
  await installGpmcServer(show);
  await installEngine(show);
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function missing(): readonly string[] {
  return needed.filter((path) => !existsSync(path));
}

async function installPackages(show: (line: string) => void): Promise<void> {
  show('Installing Wine and mingw-w64 with apt-get: about 240 MB to download, 1.5 GB on disk, half a minute.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runOrThrow('apt-get', ['update'], { env });
  await runOrThrow('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}

if (require.main === module) {
  const obstacle = liveObstacle();
  if (obstacle === undefined) void installLive((line) => console.log(line));
  else console.error(obstacle);
}
