import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runOrThrow } from '../workbench/runCommand';

/** Everything that live tests make: ignored by Git. */
export const liveFolder = resolve(__dirname, '../../.live');

/** The Wine prefix of live tests. */
export const prefix = join(liveFolder, 'prefix');

/** A path of this computer as programs under Wine know it. */
export function winePath(path: string): string {
  return `Z:${resolve(path).replaceAll('/', '\\')}`;
}

/**
 * The environment of programs under Wine: no window, nothing of another prefix. Under Wine 8 the runtime of .NET dies where
 * it collects code that was mapped both to be written and to be run (measured): it is told to map it once.
 */
export function wineEnvironment(): NodeJS.ProcessEnv {
  const wine = {
    WINEDEBUG: '-all',
    WINEARCH: 'win64',
    WINEPREFIX: prefix,
    WINEDLLOVERRIDES: 'mshtml=',
    DOTNET_EnableWriteXorExecute: '0',
  };
  return { ...process.env, ...wine, DISPLAY: undefined };
}

/** Runs a program under Wine, for at most so many seconds. @throws Error where it fails or takes longer */
export async function runWine(args: readonly string[], env: NodeJS.ProcessEnv = {}, seconds = 120): Promise<string> {
  return runOrThrow('timeout', [String(seconds), 'wine', ...args], { env: { ...wineEnvironment(), ...env } });
}

const crashHandler = 'HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\AeDebug';

/** Makes the prefix where there is none. */
export async function makePrefix(show: (line: string) => void): Promise<void> {
  const ready = join(prefix, 'drive_c/ready');
  if (existsSync(ready)) return;
  show('Making a Wine prefix in .live: about 10 s, 700 MB on disk.');
  rmSync(prefix, { recursive: true, force: true });
  mkdirSync(prefix, { recursive: true });
  // without .NET's loader only here, so that Wine does not ask for Mono; programs for .NET need it
  await runWine(['wineboot', '-i'], { WINEDLLOVERRIDES: 'mscoree,mshtml=' });
  await runWine(['winecfg', '-v', 'win10']);
  // a crash ends the process instead of starting a debugger
  await runWine(['reg', 'add', crashHandler, '/v', 'Debugger', '/t', 'REG_SZ', '/d', '', '/f']);
  mkdirSync(ready);
}
