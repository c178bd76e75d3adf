import { parseBackupId, type BackupId } from '../../core/model/ids';
import type { FileStore } from '../../core/ports/fileStore';

/** A backup's folder in a set, and what lies in it. */
export interface BackupFolder {
  readonly id: BackupId;
  readonly folder: string;
  /** Paths of the files that make it a backup, in the case they have; undefined for one that is missing. */
  readonly backupXml: string | undefined;
  readonly bkupInfo: string | undefined;
  readonly hasReport: boolean;
}

/**
 * The backups of a set: its `{id}` folders with a Backup.xml or bkupInfo.xml, whatever manifest.xml says. A folder that is
 * itself one backup is a set of that one. Links are not followed. @throws file-not-found
 */
export function* backupFolders(files: FileStore, set: string): Generator<BackupFolder> {
  const own = backupFolder(files, set, files.basename(set));
  if (own?.backupXml !== undefined) {
    yield own;
    return;
  }
  for (const { name, kind } of files.list(set)) {
    const found = kind === 'folder' ? backupFolder(files, files.join(set, name), name) : undefined;
    if (found !== undefined) yield found;
  }
}

/** The folder as a backup; undefined when its name is no id or nothing of a backup is in it. */
export function backupFolder(files: FileStore, folder: string, name: string): BackupFolder | undefined {
  const id = parseBackupId(name);
  if (id === undefined) return undefined;
  const names = new Map(
    files.list(folder).flatMap((entry) => (entry.kind === 'file' ? [[entry.name.toLowerCase(), entry.name]] : [])),
  );
  const path = (lower: string): string | undefined => {
    const found = names.get(lower);
    return found === undefined ? undefined : files.join(folder, found);
  };
  const [backupXml, bkupInfo] = [path('backup.xml'), path('bkupinfo.xml')];
  if (backupXml === undefined && bkupInfo === undefined) return undefined;
  return { id, folder, backupXml, bkupInfo, hasReport: names.has('gpreport.xml') };
}

/** How many levels below a chosen folder sets are looked for: product / edition / set occurs in published baselines. */
const setDepth = 1;

/**
 * The backup sets that choosing a folder means: itself when it holds backups, a manifest.xml or is one backup, else the
 * folders one level down that are sets. Empty when there is none.
 */
export function findBackupSets(files: FileStore, folder: string, depth = setDepth): readonly string[] {
  if (isBackupSet(files, folder)) return [folder];
  if (depth === 0) return [];
  return files
    .list(folder)
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.'))
    .map(({ name }) => files.join(folder, name))
    .sort()
    .flatMap((below) => findBackupSets(files, below, depth - 1));
}

function isBackupSet(files: FileStore, folder: string): boolean {
  if (files.list(folder).some(({ name, kind }) => kind === 'file' && name.toLowerCase() === 'manifest.xml'))
    return true;
  return !(backupFolders(files, folder).next().done ?? false);
}
