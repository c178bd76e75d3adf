import { PolicyError } from '../../../core/kernel/errors';
import type { BackupSidecar, BackupSummary } from '../../../core/model/backup';
import type { Precondition } from '../../../core/model/changePlan';
import type { BackupChoice } from '../../../core/model/changeRequest';
import type { Clock } from '../../../core/ports/host';
import { inTurns, type Steps } from '../../../core/kernel/steps';
import { BackupSet } from '../../../storage/backupSet/backupSet';
import { hashFileSteps } from '../../../storage/hashFile';
import type { ChangeContext } from '../change';
import { readGpoContent, type GpoContent } from '../content/gpoContent';
import { readSidecar } from '../../backups/readSidecar';

/** A backup that a request names: what the list says of it, what is in it, and what lies beside it. */
export interface ChosenBackup {
  readonly summary: BackupSummary;
  readonly folder: string;
  readonly content: GpoContent;
  readonly sidecar: BackupSidecar | undefined;
  readonly precondition: Precondition;
}

/** Reads the backups that a request names, each set's list once. @throws backup-not-found, backup-invalid, backup-unsafe-path, backup-set-not-found */
export class BackupReading {
  readonly #lists = new Map<string, Promise<readonly BackupSummary[]>>();

  constructor(private readonly context: ChangeContext) {}

  async summary({ folder, id }: BackupChoice): Promise<BackupSummary> {
    const found = (await this.list(folder)).find((backup) => backup.id === id);
    if (found === undefined) throw new PolicyError('backup-not-found', { backup: id, folder });
    return found;
  }

  list(folder: string): Promise<readonly BackupSummary[]> {
    const known = this.#lists.get(folder);
    if (known !== undefined) return known;
    const listed = new BackupSet(this.context.ports, folder).list(this.context.token);
    this.#lists.set(folder, listed);
    return listed;
  }

  async read(choice: BackupChoice): Promise<ChosenBackup> {
    const { ports } = this.context;
    const summary = await this.summary(choice);
    const set = new BackupSet(ports, choice.folder);
    const folder = set.backupFolder(choice.id);
    return {
      summary,
      folder,
      content: await readGpoContent(this.context, folder),
      sidecar: readSidecar(ports.files, set.sidecarPath(choice.id)),
      precondition: await backupPrecondition(this.context, summary, folder),
    };
  }
}

/** That the backup's files are as they are now; of a link only that it is there, so that a backup with one can be deleted. */
export async function backupPrecondition(
  { ports: { files, hasher, pacer }, token }: Pick<ChangeContext, 'ports' | 'token'>,
  { id, gpoName }: BackupSummary,
  folder: string,
): Promise<Precondition> {
  function* partsOf(here: string, prefix: string): Steps<readonly string[]> {
    const parts: string[] = [];
    for (const { name, kind } of [...files.list(here)].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = files.join(here, name);
      if (kind === 'folder') parts.push(prefix + name, ...(yield* partsOf(path, `${prefix}${name}/`)));
      else parts.push(`${prefix}${name} ${kind === 'file' ? yield* hashFileSteps(files, hasher, path) : kind}`);
      yield;
    }
    return parts;
  }
  const parts = await inTurns(partsOf(folder, ''), pacer, token);
  const fingerprint = hasher.sha256(new TextEncoder().encode(parts.join('\n')));
  return { kind: 'backup', subject: id, label: gpoName, fingerprint };
}

/** When it was taken, how old it is and what was noted with it. */
export function backupAge(
  { time, comment }: Pick<BackupSummary, 'time' | 'comment'>,
  clock: Clock,
): { readonly backupTime: string; readonly ageDays: number; readonly comment: string } {
  const age = (clock.now() - Date.parse(time)) / 86_400_000;
  return { backupTime: time, ageDays: Number.isFinite(age) ? Math.max(0, Math.floor(age)) : 0, comment };
}
