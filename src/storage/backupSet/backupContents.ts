import { PolicyError, type BackupDefect } from '../../core/kernel/errors';
import { allAtOnce, type Steps } from '../../core/kernel/steps';
import type { Problem } from '../../core/kernel/problem';
import type { BackupDocument, BackupFileObject, BackupObject } from '../../core/formats/backupXml/backupDocument';
import { readBackupXmlSteps } from '../../core/formats/backupXml/readBackupXml';
import { readBkupInfo } from '../../core/formats/bkupInfo/bkupInfo';
import type { BackupInstance } from '../../core/formats/bkupInfo/backupInstance';
import type { FileStore } from '../../core/ports/fileStore';
import { backupLocation } from './backupLocation';
import { BackupTree } from './backupTree';

/** A file or folder of the GPO in a backup. */
export interface BackupContent {
  /** Relative to the GPO's folder, with `/`: `Machine/registry.pol`. One folder has one case in all paths. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** Where it lies; undefined for a folder that the backup lost, as Git drops empty ones. */
  readonly source: string | undefined;
  /** Name of the extension block that lists it. */
  readonly extension: string;
}

/** A backup that was read and found safe. */
export interface BackupContents {
  readonly document: BackupDocument;
  readonly info: BackupInstance | undefined;
  readonly contents: readonly BackupContent[];
  /** Files that Backup.xml names and that are not there. */
  readonly missing: readonly string[];
}

/** No Backup.xml of a real GPO comes near it; a larger one is an attack or damage. */
const largestBackupXml = 64 * 1024 * 1024;

/**
 * Reads what belongs to a backup, as its Backup.xml lists it. Every path in it is checked before anything is opened.
 * @throws backup-invalid, backup-unsafe-path
 */
export function readBackupContents(files: FileStore, folder: string): BackupContents {
  return allAtOnce(readBackupContentsSteps(files, folder));
}

/** {@link readBackupContents} in steps. */
export function* readBackupContentsSteps(files: FileStore, folder: string): Steps<BackupContents> {
  const backup = files.basename(folder);
  const tree = new BackupTree(files, folder, backup);
  const document = yield* readDocument(files, tree, backup);
  const found = new Map<string, BackupContent>();
  const missing: string[] = [];
  // Named blocks write their paths as GPMC's template does; the last block has the true case of folders (measured).
  for (const { name, objects } of [...document.extensions].reverse())
    for (const row of objects.flatMap(locatedRows)) {
      yield;
      const parts = backupLocation(backup, row.location);
      if (parts === undefined) continue;
      const { path, source } = tree.find(parts);
      const key = path.toLowerCase();
      if (source === undefined && row.kind === 'file') missing.push(path);
      else if (!found.has(key)) found.set(key, { path, kind: row.kind, source, extension: name });
    }
  const info = tree.file('bkupInfo.xml');
  return {
    document,
    info: info === undefined ? undefined : readBkupInfo(files.readFile(info)).value,
    contents: [...found.values()],
    missing,
  };
}

function* readDocument(files: FileStore, tree: BackupTree, backup: string): Steps<BackupDocument> {
  const invalid = (detail: BackupDefect | Problem): PolicyError =>
    new PolicyError('backup-invalid', { backup, file: 'Backup.xml', detail });
  const path = tree.file('Backup.xml');
  if (path === undefined) throw invalid('missing');
  if ((files.stat(path)?.size ?? 0) > largestBackupXml) throw invalid('too-large');
  const { value, problems } = yield* readBackupXmlSteps(files.readFile(path));
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (value === undefined || wrong !== undefined) throw invalid(wrong ?? 'no-gpo');
  return value;
}

interface LocatedRow {
  readonly kind: 'file' | 'folder';
  readonly location: string;
}

function locatedRows(row: BackupObject): readonly LocatedRow[] {
  return row.kind === 'directory' ? [] : locatedFiles(row);
}

function locatedFiles({ kind, location, children }: BackupFileObject): readonly LocatedRow[] {
  return [...(location === undefined ? [] : [{ kind, location }]), ...children.flatMap(locatedFiles)];
}
