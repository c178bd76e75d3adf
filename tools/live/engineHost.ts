import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runOrThrow } from '../workbench/runCommand';
import { liveFolder } from './wine';

const project = resolve(__dirname, '../../test/contract/powershell');
const scripts = resolve(__dirname, '../../src/powershell');
const output = join(liveFolder, 'engine');

/** PowerShell's own engine as a program for Windows; see test/contract/powershell/EngineHost.cs. */
export const engineHost = join(output, 'EngineHost.exe');

/** Why it cannot be built here, or undefined where it can. */
export function engineObstacle(): string | undefined {
  return existsSync('/usr/bin/dotnet') ? undefined : 'not installed: the .NET SDK 10';
}

/** Builds the engine's host; does nothing when that was done with the same sources. */
export async function installEngineHost(show: (line: string) => void): Promise<void> {
  const stamp = stampOf();
  const built = join(output, 'built.txt');
  if (existsSync(built) && readFileSync(built, 'utf8') === stamp) return;
  show('Building the host of the PowerShell engine into .live/engine: about a minute, 150 MB on disk.');
  mkdirSync(output, { recursive: true });
  const objects = `${join(liveFolder, 'engineObjects')}/`;
  await runOrThrow(
    'dotnet',
    [
      'publish',
      join(project, 'EngineHost.csproj'),
      '-c',
      'Release',
      '-o',
      output,
      `-p:BaseIntermediateOutputPath=${objects}`,
      `-p:MSBuildProjectExtensionsPath=${objects}`,
      '--nologo',
    ],
    { env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' } },
  );
  writeFileSync(built, stamp);
}

function stampOf(): string {
  const hash = createHash('sha256');
  for (const folder of [project, scripts])
    for (const name of readdirSync(folder).toSorted())
      if (/\.(cs|csproj)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
