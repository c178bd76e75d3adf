import type {
  BackupDirectoryObject,
  BackupExtension,
  BackupFileObject,
  BackupObject,
} from '../../../core/formats/backupXml/backupDocument';
import {
  folderRedirectionExtension,
  registryExtension,
  remoteInstallationExtension,
  scriptsExtension,
  securityExtension,
  softwareInstallationExtension,
  unknownExtension,
  type TemplateExtension,
} from '../../../core/formats/backupXml/backupTemplate';
import type { TreeEntry } from '../../../storage/tree';

/** A file or folder with its path in lower case, too. */
export interface RowEntry extends TreeEntry {
  readonly key: string;
}

/** What the rows of a GPO's Backup.xml are made of. */
export interface RowSource {
  /** `\\dc\sysvol\domain\Policies\{id}`. */
  readonly expandedRoot: string;
  /** Files and folders below the GPO's folder, top folders in the case `Machine` and `User`. */
  readonly entries: readonly RowEntry[];
  /** Whether gPCMachineExtensionNames or gPCUserExtensionNames names the extension. */
  readonly runs: (cse: string) => boolean;
  /** The class stores of software installation, in GPMC's template. */
  readonly classStores: readonly BackupDirectoryObject[];
  /** Other objects below the GPO in AD. */
  readonly otherObjects: readonly BackupDirectoryObject[];
}

/** In the template's order. */
const namedExtensions = [
  remoteInstallationExtension,
  folderRedirectionExtension,
  scriptsExtension,
  securityExtension,
  softwareInstallationExtension,
];

/** GPMC's functions that look into a file when it is imported, by the row's path in lower case (measured; psscripts.ini by analogy). */
const reEvaluateFunctions: Readonly<Record<string, string>> = {
  '%gpo_mach_fspath%\\microsoft\\windows nt\\secedit\\gpttmpl.inf': 'SecurityValidateSettings',
  '%gpo_mach_fspath%\\scripts\\scripts.ini': 'ScriptsValidatePaths',
  '%gpo_mach_fspath%\\scripts\\psscripts.ini': 'ScriptsValidatePaths',
  '%gpo_user_fspath%\\scripts\\scripts.ini': 'ScriptsValidatePaths',
  '%gpo_user_fspath%\\scripts\\psscripts.ini': 'ScriptsValidatePaths',
  '%gpo_user_fspath%\\documents & settings\\*': 'FRValidateSettings',
};

/**
 * The extension blocks of Backup.xml. Registry is always there; a block that GPMC knows when the GPO's extension lists name
 * it and there is something in it (else its files count as unknown); all else stands in the last block, objects first, then
 * files and folders depth first in the order of Windows' file system (all measured on the corpus).
 */
export function backupExtensions(source: RowSource): readonly BackupExtension[] {
  const rows = new Rows(source);
  const named = [registryExtension, ...namedExtensions.filter(({ id }) => source.runs(id))].flatMap((template) => {
    const objects = rows.ofTemplate(template);
    return objects.length === 0 ? [] : [{ id: template.id, name: template.name, objects }];
  });
  return [...named, { ...unknownExtension, objects: [...source.otherObjects, ...rows.unclaimed()] }];
}

class Rows {
  readonly #byKey: ReadonlyMap<string, RowEntry>;
  readonly #claimed = new Set<string>();
  readonly #sorted: readonly RowEntry[];

  constructor(private readonly source: RowSource) {
    this.#byKey = new Map(source.entries.map((entry) => [entry.key, entry]));
    this.#sorted = source.entries
      .map((entry) => ({ entry, key: sortKey(entry.path) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ entry }) => entry);
  }

  ofTemplate(template: TemplateExtension): readonly BackupObject[] {
    if (template === softwareInstallationExtension)
      return template.rows.flatMap(({ path }) =>
        this.source.classStores.filter((store) => store.path.toLowerCase() === path.toLowerCase()),
      );
    const seen = new Set<string>();
    return template.rows.flatMap(({ path }) => {
      if (!/\\\*(?:\.\*)?$/.test(path)) return this.#file(path);
      // Of a wildcard that stands there twice the first is for folders.
      const twice = template.rows.filter((row) => row.path === path).length === 2;
      const kind = twice && !seen.has(path) ? 'folder' : 'file';
      seen.add(path);
      return [this.#wildcard(path, kind)];
    });
  }

  /** Rows of everything that no block claimed; the folders of both sides have none. */
  unclaimed(): readonly BackupFileObject[] {
    return this.#sorted
      .filter(({ key }) => key !== 'machine' && key !== 'user' && !this.#claimed.has(key))
      .map((entry) => this.#row(entry));
  }

  #file(path: string): readonly BackupFileObject[] {
    const relative = relativePath(path);
    const entry = this.#byKey.get(keyOf(relative));
    if (entry?.kind !== 'file') return [];
    this.#claimed.add(entry.key);
    // The template's own case, not the file's.
    return [{ ...this.#templateObject('file', path, relative), location: locationOf(relative) }];
  }

  /** Matches stand in reverse order (measured); a wildcard for folders matches the folder itself, too. */
  #wildcard(path: string, kind: 'file' | 'folder'): BackupFileObject {
    const relative = relativePath(path);
    const folder = relative.replace(/\\[^\\]*$/, '');
    const own = keyOf(folder);
    const prefix = `${own}/`;
    const isFlat = path === registryExtension.rows[2]?.path;
    const matches = this.#sorted.filter((entry) => {
      if (entry.kind !== kind) return false;
      if (kind === 'folder' && entry.key === own) return true;
      return entry.key.startsWith(prefix) && !(isFlat && entry.key.includes('/', prefix.length));
    });
    for (const { key } of matches) this.#claimed.add(key);
    const ordered = kind === 'folder' ? matches : matches.reverse();
    return { ...this.#templateObject(kind, path, relative), children: ordered.map((entry) => this.#row(entry)) };
  }

  #row({ path, kind }: TreeEntry): BackupFileObject {
    const relative = path.replaceAll('/', '\\');
    return { ...this.#object(kind, variablePath(relative), relative), location: locationOf(relative) };
  }

  #templateObject(kind: 'file' | 'folder', path: string, relative: string): BackupFileObject {
    return { ...this.#object(kind, path, relative), reEvaluate: reEvaluateFunctions[path.toLowerCase()] };
  }

  #object(kind: 'file' | 'folder', path: string, relative: string): BackupFileObject {
    return {
      kind,
      path,
      sourceExpandedPath: `${this.source.expandedRoot}\\${relative}`,
      location: undefined,
      reEvaluate: undefined,
      children: [],
    };
  }
}

/** Depth first, names as NTFS sorts them: by code units of the upper-case form, a separator before all of them. */
function sortKey(path: string): string {
  return path.toUpperCase().replaceAll('/', '\u0000');
}

/** The key of the entry at a path with `\\`. */
function keyOf(relative: string): string {
  return relative.toLowerCase().replaceAll('\\', '/');
}

function locationOf(relative: string): string {
  return `DomainSysvol\\GPO\\${relative}`;
}

function relativePath(variable: string): string {
  return variable
    .replace(/^%GPO_MACH_FSPATH%/i, 'Machine')
    .replace(/^%GPO_USER_FSPATH%/i, 'User')
    .replace(/^%GPO_FSPATH%\\/i, '');
}

function variablePath(relative: string): string {
  const side = /^(machine|user)\\(.*)$/is.exec(relative);
  if (side?.[1] === undefined || side[2] === undefined) return `%GPO_FSPATH%\\${relative}`;
  return `${side[1].toLowerCase() === 'machine' ? '%GPO_MACH_FSPATH%' : '%GPO_USER_FSPATH%'}\\${side[2]}`;
}
