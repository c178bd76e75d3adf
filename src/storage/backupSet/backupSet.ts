import { isPolicyError, PolicyError, toErrorValue } from '../../core/kernel/errors';
import { throwIfCancelled, type CancellationToken } from '../../core/kernel/cancellation';
import type { Pacer } from '../../core/kernel/pacer';
import type { BackupInstance } from '../../core/formats/bkupInfo/backupInstance';
import { readBkupInfo } from '../../core/formats/bkupInfo/bkupInfo';
import { readBackupXml } from '../../core/formats/backupXml/readBackupXml';
import { readManifest, writeManifest } from '../../core/formats/manifest/manifest';
import type { BackupSummary } from '../../core/model/backup';
import { parseBackupId, parseGpoId, type BackupId } from '../../core/model/ids';
import type { FileStore } from '../../core/ports/fileStore';
import type { Clock, GuidSource, ProcessIdentity } from '../../core/ports/host';
import { writeFileAtomically } from '../atomicFile';
import { takeLock } from '../fileLock';
import { removeTree } from '../tree';
import { findEntry } from './findEntry';

/** What a backup set needs of its host. */
export interface BackupSetPorts {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly guids: GuidSource;
  readonly identity: ProcessIdentity;
  readonly pacer: Pacer;
}

/** Name of the folder in a set in which backups are made; a backup leaves it by one rename. */
export const stagingFolder = '.staging';

/** Ending of the file of our own beside a backup's folder; Windows ignores it. */
export const sidecarEnding = '.group-policy.json';

/**
 * A folder of GPMC backups. The `{id}` folders are the truth and manifest.xml an index, which may be missing or wrong.
 * A folder that is itself one backup counts as a set of that one.
 */
export class BackupSet {
  constructor(
    private readonly ports: BackupSetPorts,
    readonly folder: string,
  ) {}

  /** All backups, newest first. @throws backup-set-not-found */
  async list(
    token: CancellationToken,
    batch?: (backups: readonly BackupSummary[]) => void,
  ): Promise<readonly BackupSummary[]> {
    const listed = this.#manifest();
    const all: BackupSummary[] = [];
    let pending: BackupSummary[] = [];
    for (const { id, folder } of this.#backupFolders()) {
      await this.ports.pacer.breathe(token);
      const summary = this.#summary(id, folder, listed.has(id));
      all.push(summary);
      pending.push(summary);
      if (pending.length === 200) {
        batch?.(pending);
        pending = [];
      }
    }
    throwIfCancelled(token);
    if (pending.length > 0) batch?.(pending);
    return all.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : a.gpoName < b.gpoName ? -1 : 1));
  }

  /** The folder of a backup. @throws backup-not-found */
  backupFolder(id: BackupId): string {
    const found = this.#backupFolders().find((backup) => backup.id === id);
    if (found === undefined) throw new PolicyError('backup-not-found', { backup: id, folder: this.folder });
    return found.folder;
  }

  /** The path of a backup's sidecar, which need not exist. */
  sidecarPath(id: BackupId): string {
    return this.ports.files.join(this.folder, `${id}${sidecarEnding}`);
  }

  /** A new empty folder in which a backup can be made. */
  stage(id: BackupId): string {
    const { files } = this.ports;
    const folder = files.join(this.folder, stagingFolder, id);
    files.makeFolder(folder);
    return folder;
  }

  /** Throws a staged backup away. */
  unstage(id: BackupId): void {
    const { files } = this.ports;
    removeTree(files, files.join(this.folder, stagingFolder, id));
    this.#removeStagingIfEmpty();
  }

  /** Puts a staged backup in its place: sidecar first, then one rename, after which it is listed. */
  publish(id: BackupId): void {
    const { files } = this.ports;
    const staged = files.join(this.folder, stagingFolder, id);
    const sidecar = files.join(staged, sidecarEnding);
    if (files.stat(sidecar) !== undefined) files.rename(sidecar, this.sidecarPath(id));
    files.rename(staged, files.join(this.folder, id));
    this.#removeStagingIfEmpty();
  }

  /** Writes manifest.xml anew from the folders; keeps its order. Two processes at once lose nothing, as the folders are the truth. */
  updateManifest(): void {
    const { files, identity, clock, guids } = this.ports;
    const lock = takeLock(files, files.join(this.folder, '.manifest-lock'), this.folder, identity, clock);
    try {
      const before = this.#manifest();
      const instances: BackupInstance[] = [];
      for (const { id, folder } of this.#backupFolders()) {
        const instance = before.get(id) ?? this.#instance(folder);
        if (instance !== undefined) instances.push({ ...instance, id });
      }
      const order = [...before.keys()];
      const place = ({ id }: BackupInstance): number => {
        const index = order.indexOf(parseBackupId(id) ?? ('' as BackupId));
        return index < 0 ? order.length : index;
      };
      instances.sort((a, b) => place(a) - place(b));
      writeFileAtomically(files, files.join(this.folder, 'manifest.xml'), writeManifest(instances), guids.next());
      files.setHidden(files.join(this.folder, 'manifest.xml'), true);
    } finally {
      lock.dispose();
    }
  }

  /** Deletes a backup: one rename takes it out of the list, then its files go. */
  delete(id: BackupId): void {
    const { files, guids } = this.ports;
    const gone = files.join(this.folder, stagingFolder, guids.next());
    files.makeFolder(files.join(this.folder, stagingFolder));
    files.rename(this.backupFolder(id), gone);
    removeTree(files, gone);
    files.removeFile(this.sidecarPath(id));
    this.#removeStagingIfEmpty();
  }

  #removeStagingIfEmpty(): void {
    const { files } = this.ports;
    const staging = files.join(this.folder, stagingFolder);
    if (files.stat(staging) !== undefined && files.list(staging).length === 0) files.removeFolder(staging);
  }

  #backupFolders(): readonly { readonly id: BackupId; readonly folder: string }[] {
    const { files } = this.ports;
    if (files.stat(this.folder)?.kind !== 'folder')
      throw new PolicyError('backup-set-not-found', { folder: this.folder });
    const own = parseBackupId(files.basename(this.folder));
    if (own !== undefined && files.stat(files.join(this.folder, 'Backup.xml')) !== undefined)
      return [{ id: own, folder: this.folder }];
    return files.list(this.folder).flatMap(({ name, kind }) => {
      const id = kind === 'folder' ? parseBackupId(name) : undefined;
      return id === undefined ? [] : [{ id, folder: files.join(this.folder, name) }];
    });
  }

  #manifest(): ReadonlyMap<BackupId, BackupInstance> {
    const { files } = this.ports;
    const path = findEntry(files, this.folder, 'manifest.xml');
    if (path === undefined) return new Map();
    return new Map(
      readManifest(files.readFile(path)).value.flatMap((instance) => {
        const id = parseBackupId(instance.id);
        return id === undefined ? [] : [[id, instance] as const];
      }),
    );
  }

  /** bkupInfo.xml, the better index; without it the facts in Backup.xml. */
  #instance(folder: string): BackupInstance | undefined {
    const { files } = this.ports;
    const info = findEntry(files, folder, 'bkupInfo.xml');
    const read = info === undefined ? undefined : readBkupInfo(files.readFile(info)).value;
    if (read !== undefined) return read;
    const backup = findEntry(files, folder, 'Backup.xml');
    const core = backup === undefined ? undefined : readBackupXml(files.readFile(backup)).value?.core;
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

  #summary(id: BackupId, folder: string, inManifest: boolean): BackupSummary {
    const { files } = this.ports;
    let instance: BackupInstance | undefined;
    let problem: BackupSummary['problem'];
    try {
      instance = this.#instance(folder);
      if (findEntry(files, folder, 'Backup.xml') === undefined)
        problem = { code: 'backup-invalid', params: { backup: id, file: 'Backup.xml', detail: 'missing' } };
    } catch (error) {
      if (!isPolicyError(error)) throw error;
      problem = toErrorValue(error);
    }
    const gpo = parseGpoId(instance?.gpoGuid ?? '');
    if (gpo === undefined)
      problem ??= { code: 'backup-invalid', params: { backup: id, file: 'bkupInfo.xml', detail: 'no GPO' } };
    return {
      folder: this.folder,
      id,
      gpo: gpo ?? (id as string as BackupSummary['gpo']),
      gpoName: instance?.gpoDisplayName ?? id,
      domain: instance?.gpoDomain ?? '',
      domainGuid: instance?.gpoDomainGuid ?? '',
      domainController: instance?.gpoDomainController ?? '',
      time: instance?.backupTime === undefined || instance.backupTime === '' ? '' : `${instance.backupTime}Z`,
      comment: instance?.comment ?? '',
      hasReport: findEntry(files, folder, 'gpreport.xml') !== undefined,
      inManifest,
      problem,
    };
  }
}
