import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runOrThrow } from '../workbench/runCommand';
import { liveFolder } from './wine';

const project = resolve(__dirname, '../../test/contract/powershell');
const sessionSources = resolve(__dirname, '../../src/powershell');
const output = join(liveFolder, 'engine');

/** The program that stands for powershell.exe: the engine from NuGet, for Windows. */
export const engineHost = join(output, 'out', 'EngineHost.exe');

/** Builds the engine host; does nothing when that was done with the same sources. */
export async function installEngine(show: (line: string) => void): Promise<void> {
  const stamp = stampOf();
  const built = join(output, 'built.txt');
  if (existsSync(built) && readFileSync(built, 'utf8') === stamp) return;
  show("Building a host for PowerShell's engine into .live/engine: about 110 MB from NuGet, half a minute.");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const places = [`-p:BaseIntermediateOutputPath=${join(output, 'obj')}/`, `-p:BaseOutputPath=${join(output, 'bin')}/`];
  const quiet = ['-v', 'q', '--nologo', '-c', 'Release', ...places];
  await runOrThrow('dotnet', ['publish', join(project, 'EngineHost.csproj'), '-o', join(output, 'out'), ...quiet]);
  writeFileSync(built, stamp);
}

function stampOf(): string {
  const hash = createHash('sha256').update(readFileSync(__filename));
  for (const folder of [project, sessionSources])
    for (const name of readdirSync(folder).sort())
      if (/\.(cs|csproj)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
