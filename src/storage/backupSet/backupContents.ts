import { PolicyError } from '../../core/kernel/errors';
import type { BackupDocument, BackupFileObject } from '../../core/formats/backupXml/backupDocument';
import { readBackupXml } from '../../core/formats/backupXml/readBackupXml';
import { readBkupInfo } from '../../core/formats/bkupInfo/bkupInfo';
import type { BackupInstance } from '../../core/formats/bkupInfo/backupInstance';
import type { FileStore } from '../../core/ports/fileStore';
import { findEntry } from './findEntry';

/** A file or folder of the GPO in a backup. */
export interface BackupContent {
  /** Relative to the GPO's folder, with `/`: `Machine/registry.pol`. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** Where it lies; undefined for a folder that the backup lost, as Git drops empty ones. */
  readonly source: string | undefined;
}

/** A backup that was read and found safe. */
export interface BackupContents {
  readonly document: BackupDocument;
  readonly info: BackupInstance | undefined;
  readonly contents: readonly BackupContent[];
  /** Files that Backup.xml names and that are not there. */
  readonly missing: readonly string[];
}

const gpoRoot = 'DomainSysvol\\GPO';

/**
 * Reads what belongs to a backup, as its Backup.xml lists it. Every path in it is checked before anything is opened.
 * @throws backup-invalid, backup-unsafe-path
 */
export function readBackupContents(files: FileStore, folder: string): BackupContents {
  const backup = files.basename(folder);
  const path = findEntry(files, folder, 'Backup.xml');
  if (path === undefined) throw new PolicyError('backup-invalid', { backup, file: 'Backup.xml', detail: 'missing' });
  const { value, problems } = readBackupXml(files.readFile(path));
  const [problem] = problems;
  if (value === undefined || problem !== undefined)
    throw new PolicyError('backup-invalid', { backup, file: 'Backup.xml', detail: problem?.code ?? 'not a backup' });
  const infoPath = findEntry(files, folder, 'bkupInfo.xml');
  const found = new Map<string, BackupContent>();
  const missing: string[] = [];
  for (const row of value.extensions.flatMap((extension) => extension.objects).flatMap(withLocations)) {
    const relative = safeRelativePath(backup, row.location);
    if (relative === undefined) continue;
    const source = resolve(files, folder, relative, backup);
    const gpoPath = relative.slice(gpoRoot.length + 1).replaceAll('\\', '/');
    if (gpoPath === '') continue;
    if (source === undefined && row.kind === 'file') missing.push(gpoPath);
    else if (!found.has(gpoPath.toLowerCase()))
      found.set(gpoPath.toLowerCase(), { path: gpoPath, kind: row.kind, source });
  }
  return {
    document: value,
    info: infoPath === undefined ? undefined : readBkupInfo(files.readFile(infoPath)).value,
    contents: [...found.values()],
    missing,
  };
}

function withLocations(row: { readonly kind: string }): readonly { kind: 'file' | 'folder'; location: string }[] {
  if (row.kind === 'directory') return [];
  const file = row as BackupFileObject;
  const own = file.location === undefined ? [] : [{ kind: file.kind, location: file.location }];
  return [...own, ...file.children.flatMap(withLocations)];
}

const reserved = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?$/i;

/** The location with backslashes when it lies below the GPO's folder; undefined for other parts of the backup. */
function safeRelativePath(backup: string, location: string): string | undefined {
  const path = location.replaceAll('/', '\\');
  const refuse = (reason: string): never => {
    throw new PolicyError('backup-unsafe-path', { backup, path: location, reason });
  };
  if (path.startsWith('\\')) refuse('absolute or UNC');
  if (path.includes(':')) refuse('a drive or a stream');
  for (const part of path.split('\\')) {
    if (part === '..' || part === '.') refuse('leads upwards');
    if (reserved.test(part)) refuse('a reserved device name');
    if (/[. ]$/.test(part)) refuse('a trailing dot or blank');
    // eslint-disable-next-line no-control-regex -- no file name of Windows has them
    if (/[\u0000-\u001f<>"|?*]/.test(part)) refuse('characters that no file name has');
  }
  return path.toLowerCase().startsWith(gpoRoot.toLowerCase()) ? path : undefined;
}

/** Finds the path without case, part by part; refuses links. */
function resolve(files: FileStore, folder: string, relative: string, backup: string): string | undefined {
  let path = folder;
  for (const part of relative.split('\\')) {
    const next = findEntry(files, path, part);
    if (next === undefined) return undefined;
    const kind = files.stat(next)?.kind;
    if (kind === 'link' || kind === 'other')
      throw new PolicyError('backup-unsafe-path', { backup, path: relative, reason: 'a symbolic link' });
    path = next;
  }
  return path;
}
