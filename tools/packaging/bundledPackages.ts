import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The root folder of the project. */
export const projectFolder = join(__dirname, '..', '..');

/** A package of which something is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX, as its package.json says. */
  readonly licence: string;
  /** The whole text of its licence file. */
  readonly text: string;
}

/** The packages in the bundles of the last build, by name; read from the lists that the build writes to out/meta. */
export function bundledPackages(): readonly BundledPackage[] {
  const folder = join(projectFolder, 'out', 'meta');
  const folders = new Set(readdirSync(folder).flatMap((file) => packageFolders(join(folder, file))));
  return [...folders].toSorted().map(readPackage);
}

/** `node_modules/name` or `node_modules/@scope/name`, nested ones too, of every input that comes from a package. */
function packageFolders(metafile: string): string[] {
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { inputs: Record<string, unknown> };
  return Object.keys(inputs).flatMap((input) => {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.split(sep).join('/'));
    return folder === null ? [] : [folder[0]];
  });
}

function readPackage(folder: string): BundledPackage {
  const path = join(projectFolder, folder);
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const { name, version, license } = manifest;
  const text = licenceText(path, name);
  if (license === undefined || text === undefined)
    throw new Error(`${name} ${version} is bundled and does not say its licence`);
  return { name, version, licence: license, text: text.trim() };
}

/** The licence file of a package, or the one that its repository has where the package itself brings none. */
function licenceText(path: string, name: string): string | undefined {
  const own = readdirSync(path).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  if (own !== undefined) return readFileSync(join(path, own), 'utf8');
  const kept = join(__dirname, 'licences', `${name.replace('/', '+')}.txt`);
  return existsSync(kept) ? readFileSync(kept, 'utf8') : undefined;
}
