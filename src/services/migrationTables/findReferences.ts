import type { BackupDirectoryObject, BackupDocument, BackupObject } from '../../core/formats/backupXml/backupDocument';
import { readFdeploy } from '../../core/formats/folderRedirection/fdeploy';
import { readFdeploy1 } from '../../core/formats/folderRedirection/fdeploy1';
import { readGptTmpl } from '../../core/formats/gptTmpl/readGptTmpl';
import { templatePrincipals } from '../../core/formats/gptTmpl/templatePrincipals';
import { readScriptsIni } from '../../core/formats/scriptsIni/scriptsIni';
import { needsMapping } from '../../core/formats/migrationTable/mapReferences';
import type { FileStore } from '../../core/ports/fileStore';
import type { ContentFile, GpoContent } from '../changes/content/gpoContent';
import { preferencesPrincipals } from './preferencesPrincipals';

/** What of a GPO's content means something in one domain only. */
export interface DomainReferences {
  /** Principals in settings that a migration table maps; SIDs or names as written. */
  readonly principals: readonly Reference[];
  /** UNC paths in settings that a migration table maps. */
  readonly paths: readonly Reference[];
  /** Principals in preferences, which are copied byte for byte and never mapped (windows-facts.md 1.26, 2.3). */
  readonly unmappable: readonly Reference[];
}

/** A principal or path, and the file or part of the GPO in which it stands. */
export interface Reference {
  readonly text: string;
  readonly place: string;
}

/** Finds principals and UNC paths in a GPO's content, field by field. Paths are read as text only; nothing of them is opened. */
export function findReferences(files: FileStore, { document, files: contents }: GpoContent): DomainReferences {
  const principals: Reference[] = [];
  const paths: Reference[] = [];
  const unmappable: Reference[] = [];
  for (const file of contents.values()) {
    const found = referencesOf(files, file);
    principals.push(...found.principals.map((text) => ({ text, place: file.path })));
    paths.push(...found.paths.map((text) => ({ text, place: file.path })));
    unmappable.push(...found.unmappable.map((text) => ({ text, place: file.path })));
  }
  paths.push(...packagePaths(document).map((text) => ({ text, place: 'Software Installation' })));
  return { principals: distinct(principals), paths: distinct(paths), unmappable: distinct(unmappable) };
}

interface FoundTexts {
  readonly principals: readonly string[];
  readonly paths: readonly string[];
  readonly unmappable: readonly string[];
}

const nothing: FoundTexts = { principals: [], paths: [], unmappable: [] };
const largestFile = 64 * 1024 * 1024;

function referencesOf(files: FileStore, file: ContentFile): FoundTexts {
  const path = file.path.toLowerCase();
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isPreferences = /^(?:machine|user)\/preferences\/.*\.xml$/.test(path);
  if (file.size > largestFile || !(isPreferences || /\.(?:inf|ini)$/.test(name))) return nothing;
  const bytes = files.readFile(file.source);
  if (isPreferences) return { ...nothing, unmappable: preferencesPrincipals(bytes).filter(needsMapping) };
  switch (name) {
    case 'gpttmpl.inf': {
      const found = templatePrincipals(readGptTmpl(bytes).value).map(({ principal }) => principal);
      return { ...nothing, principals: found.filter(needsMapping) };
    }
    case 'scripts.ini':
    case 'psscripts.ini': {
      const { scripts } = readScriptsIni(bytes).value;
      return { ...nothing, paths: scripts.flatMap(({ command, parameters }) => uncPaths(`${command} ${parameters}`)) };
    }
    case 'fdeploy.ini': {
      const targets = readFdeploy(bytes).value.folders.flatMap((folder) => folder.targets);
      return redirections(targets.map((target) => [target.sid, target.path]));
    }
    case 'fdeploy1.ini': {
      const { redirections: found } = readFdeploy1(bytes).value;
      return redirections(found.map((redirection) => [redirection.sid, redirection.fullPath ?? '']));
    }
    default:
      return nothing;
  }
}

function redirections(targets: readonly (readonly [sid: string, path: string])[]): FoundTexts {
  return {
    principals: targets.map(([sid]) => sid.toUpperCase()).filter(needsMapping),
    paths: targets.map(([, path]) => path).filter(isUncPath),
    unmappable: [],
  };
}

/** UNC paths in a text: quoted ones may hold blanks, others end at the first. */
function uncPaths(text: string): readonly string[] {
  const found = [...text.matchAll(/"(\\\\[^"]+)"|(?<!\S)(\\\\\S+)/g)];
  return found.map((match) => match[1] ?? match[2] ?? '').filter(isUncPath);
}

/** `\\server\share…`, and no `\\?\` or `\\.\`. */
function isUncPath(path: string): boolean {
  return /^\\\\(?![?.]\\)[^\\]+\\[^\\]+/.test(path);
}

/** Where the packages of software installation lie: `msiFileList` holds `number:path` (gpo-file-formats.md 1.2). */
function packagePaths({ extensions }: BackupDocument): readonly string[] {
  return extensions
    .flatMap((extension) => extension.objects)
    .flatMap(directoryObjects)
    .flatMap(({ attributes }) => attributes)
    .filter(({ name }) => name.toLowerCase() === 'msifilelist')
    .flatMap(({ values }) => values)
    .map((value) => value.replace(/^\d+:/, ''))
    .filter(isUncPath);
}

function directoryObjects(object: BackupObject): readonly BackupDirectoryObject[] {
  if (object.kind !== 'directory') return [];
  return [object, ...object.children.flatMap(directoryObjects)];
}

function distinct(references: readonly Reference[]): readonly Reference[] {
  const byText = new Map<string, Reference>();
  for (const reference of references) {
    const key = reference.text.toLowerCase();
    const known = byText.get(key);
    if (known === undefined) byText.set(key, reference);
    else if (!known.place.split(', ').includes(reference.place))
      byText.set(key, { ...known, place: `${known.place}, ${reference.place}` });
  }
  return [...byText.values()];
}
