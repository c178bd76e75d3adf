import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runOrThrow } from '../workbench/runCommand';
import { extractTypeLibrary, wineStandardTypes } from './typeLibrary';
import { liveFolder, prefix, runWine, winePath } from './wine';

const sources = resolve(__dirname, '../../test/contract/gpmcServer');
const output = join(liveFolder, 'server');
const library = join(output, 'gpmcServer.dll');
const tool = 'x86_64-w64-mingw32';

/** Builds the stand-in for GPMC and registers it in the prefix; does nothing when that was done with the same sources. */
export async function installGpmcServer(show: (line: string) => void): Promise<void> {
  const stamp = stampOf();
  const built = join(output, 'built.txt');
  const registered = join(prefix, 'drive_c/gpmcServer.txt');
  if (!holds(built, stamp)) {
    show('Building the stand-in for GPMC into .live/server: about half a minute.');
    mkdirSync(output, { recursive: true });
    await build();
    writeFileSync(built, stamp);
  }
  if (holds(registered, stamp)) return;
  await runWine(['regsvr32', '/s', winePath(library)]);
  writeFileSync(registered, stamp);
}

function holds(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') === text;
}

function stampOf(): string {
  const hash = createHash('sha256').update(readFileSync(__filename));
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}

async function build(): Promise<void> {
  extractTypeLibrary(wineStandardTypes, join(output, 'stdole2.tlb'));
  const types = ['-I', '/usr/include/wine/wine/windows', '-o', join(output, 'gpmcServer.tlb')];
  await runOrThrow(`${tool}-widl`, ['-m64', '-t', '-L', output, ...types, join(sources, 'gpmcServer.idl')]);
  const resources = join(output, 'resources.o');
  await runOrThrow(`${tool}-windres`, ['-I', output, join(sources, 'gpmcServer.rc'), resources]);
  const names = readdirSync(sources).filter((name) => name.endsWith('.cpp'));
  const objects = await inPairs(names, compile);
  const libraries = ['-lole32', '-loleaut32', '-luuid', '-ladvapi32', '-lrpcrt4'];
  const link = ['-shared', '-static', '-s', '-o', library, ...objects, resources, join(sources, 'gpmcServer.def')];
  await runOrThrow(`${tool}-g++-posix`, [...link, ...libraries]);
}

async function compile(name: string): Promise<string> {
  const object = join(output, name.replace(/\.cpp$/, '.o'));
  if (isNewer(object, [name, ...readdirSync(sources).filter((other) => other.endsWith('.h'))])) return object;
  const flags = ['-std=c++17', '-O1', '-Wall', '-Wextra', '-Werror', '-isystem', headerFolder(), '-c'];
  await runOrThrow(`${tool}-g++-posix`, [...flags, join(sources, name), '-o', object]);
  return object;
}

function isNewer(object: string, names: readonly string[]): boolean {
  if (!existsSync(object)) return false;
  const time = statSync(object).mtimeMs;
  return names.every((name) => statSync(join(sources, name)).mtimeMs < time);
}

/** A folder with nlohmann's header alone: the compiler for Windows must not see the headers of Linux beside it. */
function headerFolder(): string {
  const folder = join(output, 'include');
  const target = join(folder, 'nlohmann');
  if (!existsSync(target)) {
    mkdirSync(folder, { recursive: true });
    symlinkSync('/usr/include/nlohmann', target);
  }
  return folder;
}

/** Runs at most two at a time: more make a small computer slow. */
async function inPairs(names: readonly string[], work: (name: string) => Promise<string>): Promise<readonly string[]> {
  const done: string[] = [];
  for (let at = 0; at < names.length; at += 2) done.push(...(await Promise.all(names.slice(at, at + 2).map(work))));
  return done;
}
