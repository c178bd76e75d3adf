import type { BackupDocument } from '../../../core/formats/backupXml/backupDocument';
import type { BackupInstance } from '../../../core/formats/bkupInfo/backupInstance';
import { PolicyError } from '../../../core/kernel/errors';
import { inTurns } from '../../../core/kernel/steps';
import type { GpoId } from '../../../core/model/ids';
import type { DomainProvider } from '../../../core/ports/domainProvider';
import type { FileStore } from '../../../core/ports/fileStore';
import { readBackupContentsSteps } from '../../../storage/backupSet/backupContents';
import { BackupSet } from '../../../storage/backupSet/backupSet';
import { findEntry } from '../../../storage/backupSet/findEntry';
import { listTree } from '../../../storage/tree';
import { freshBackupId } from '../../backups/backupServices';
import { capability } from '../../domains/domainRegistry';
import { isoTime } from '../../operations/runOperation';
import type { ChangeContext } from '../change';

/** A file of a GPO and where its bytes lie; `path` is relative to the GPO's folder, with `/`. Size in bytes. */
export interface ContentFile {
  readonly path: string;
  readonly size: number;
  readonly source: string;
}

/** What a backup holds, as it would be taken over. */
export interface GpoContent {
  readonly document: BackupDocument;
  readonly info: BackupInstance | undefined;
  /** By path in lower case: Windows tells no two files apart by case. */
  readonly files: ReadonlyMap<string, ContentFile>;
  /** How many files lie in the backup that its Backup.xml does not name. */
  readonly unlisted: number;
}

/** The content of nothing: a GPO that does not exist. */
export const noFiles: ReadonlyMap<string, ContentFile> = new Map();

/** Reads the backup in a folder. @throws backup-invalid, backup-unsafe-path, cancelled */
export async function readGpoContent(
  { ports: { files, pacer }, token }: Pick<ChangeContext, 'ports' | 'token'>,
  folder: string,
): Promise<GpoContent> {
  const { document, info, contents, missing } = await inTurns(readBackupContentsSteps(files, folder), pacer, token);
  const [lost] = missing;
  if (lost !== undefined)
    throw new PolicyError('backup-invalid', {
      backup: files.basename(folder),
      file: lost,
      detail: 'listed-but-missing',
    });
  const found = new Map<string, ContentFile>();
  for (const { path, kind, source } of contents) {
    if (kind !== 'file' || source === undefined) continue;
    found.set(path.toLowerCase(), { path, size: files.stat(source)?.size ?? 0, source });
  }
  return { document, info, files: found, unlisted: countFiles(files, folder) - found.size };
}

/**
 * Gives what the GPO holds now to `work`, in the form of a backup that is gone afterwards: so a GPO and a backup are
 * compared like with like, whatever the provider.
 */
export function withCurrentContent<T>(
  context: ChangeContext,
  provider: DomainProvider,
  gpo: GpoId,
  work: (content: GpoContent) => Promise<T>,
): Promise<T> {
  const { ports } = context;
  const operations = capability(provider, 'operations');
  return context.work.use(async (folder) => {
    const id = freshBackupId(ports.guids);
    const into = new BackupSet(ports, folder).stage(id);
    const run = { token: context.token, progress: (): void => undefined };
    await operations.backup(gpo, { into, id, comment: '', time: isoTime(ports.clock) }, run);
    return work(await readGpoContent(context, into));
  });
}

function countFiles(files: FileStore, folder: string): number {
  const sysvol = findEntry(files, folder, 'DomainSysvol');
  const root = sysvol === undefined ? undefined : findEntry(files, sysvol, 'GPO');
  return root === undefined ? 0 : listTree(files, root).filter(({ kind }) => kind === 'file').length;
}
