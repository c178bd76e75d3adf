import { isPolicyError, toErrorValue, type BackupDefect } from '../../core/kernel/errors';
import type { BackupInstance } from '../../core/formats/bkupInfo/backupInstance';
import { readBkupInfo } from '../../core/formats/bkupInfo/bkupInfo';
import { readBackupXml } from '../../core/formats/backupXml/readBackupXml';
import type { BackupSummary } from '../../core/model/backup';
import { parseGpoId, type GpoId } from '../../core/model/ids';
import type { FileStore } from '../../core/ports/fileStore';
import type { BackupFolder } from './backupFolders';

/** The record of a backup: its bkupInfo.xml; without it what Backup.xml says. Undefined when neither can be read. */
export function backupInstanceOf(
  files: FileStore,
  { folder, backupXml, bkupInfo }: BackupFolder,
): BackupInstance | undefined {
  const info = bkupInfo === undefined ? undefined : readBkupInfo(files.readFile(bkupInfo)).value;
  if (info !== undefined) return info;
  const core = backupXml === undefined ? undefined : readBackupXml(files.readFile(backupXml)).value?.core;
  if (core === undefined) return undefined;
  return {
    gpoGuid: core.id,
    gpoDomain: core.domain,
    gpoDomainGuid: '',
    gpoDomainController: '',
    backupTime: '',
    id: files.basename(folder),
    comment: '',
    gpoDisplayName: core.displayName,
  };
}

/** What a list shows of a backup. What is wrong with it is in `problem`; what can be read is there all the same. */
export function backupSummary(files: FileStore, set: string, backup: BackupFolder, inManifest: boolean): BackupSummary {
  const { id } = backup;
  let instance: BackupInstance | undefined;
  let problem = missingFile(backup);
  try {
    instance = backupInstanceOf(files, backup);
  } catch (error) {
    if (!isPolicyError(error)) throw error;
    problem = toErrorValue(error);
  }
  const gpo = parseGpoId(instance?.gpoGuid ?? '');
  if (gpo === undefined) problem ??= invalid(id, 'bkupInfo.xml', 'no-gpo');
  return {
    folder: set,
    id,
    // Without a GPO it stands for itself, so that it is listed at all.
    gpo: gpo ?? (id as string as GpoId),
    gpoName: instance?.gpoDisplayName ?? id,
    domain: instance?.gpoDomain ?? '',
    domainGuid: instance?.gpoDomainGuid ?? '',
    domainController: instance?.gpoDomainController ?? '',
    time: instance === undefined || instance.backupTime === '' ? '' : `${instance.backupTime}Z`,
    comment: instance?.comment ?? '',
    hasReport: backup.hasReport,
    inManifest,
    problem,
  };
}

function missingFile({ id, backupXml }: BackupFolder): BackupSummary['problem'] {
  return backupXml === undefined ? invalid(id, 'Backup.xml', 'missing') : undefined;
}

function invalid(backup: string, file: string, detail: BackupDefect): BackupSummary['problem'] {
  return { code: 'backup-invalid', params: { backup, file, detail } };
}
