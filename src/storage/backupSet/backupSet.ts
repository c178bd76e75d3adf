import { isPolicyError, PolicyError } from '../../core/kernel/errors';
import { throwIfCancelled, type CancellationToken } from '../../core/kernel/cancellation';
import { allAtOnce, inTurns, type Steps } from '../../core/kernel/steps';
import type { Pacer } from '../../core/kernel/pacer';
import type { BackupInstance } from '../../core/formats/bkupInfo/backupInstance';
import { readBkupInfo } from '../../core/formats/bkupInfo/bkupInfo';
import { readManifestSteps, writeManifest } from '../../core/formats/manifest/manifest';
import type { BackupSummary } from '../../core/model/backup';
import { parseBackupId, type BackupId } from '../../core/model/ids';
import type { FileStore } from '../../core/ports/fileStore';
import { replaceFile } from '../atomicFile';
import { listTree, removeTree, syncFile } from '../tree';
import { backupFolder, backupFolders } from './backupFolders';
import { backupInstanceOf, backupSummary } from './backupSummary';
import { findEntry } from './findEntry';
import { sidecarEnding, StagingArea, type StagingPorts } from './stagingArea';

/** What a backup set needs of its host. */
export interface BackupSetPorts extends StagingPorts {
  readonly pacer: Pacer;
}

const batchSize = 200;

/**
 * A folder of GPMC backups. The `{id}` folders are the truth and manifest.xml an index, which may be missing or wrong.
 * A folder that is itself one backup counts as a set of that one.
 */
export class BackupSet {
  readonly #staging: StagingArea;
  /** The manifest as it was last written or read here: as long as it is what is there, it need not be read. */
  #index: { readonly bytes: Uint8Array; readonly instances: ReadonlyMap<BackupId, BackupInstance> } | undefined;

  constructor(
    private readonly ports: BackupSetPorts,
    readonly folder: string,
  ) {
    this.#staging = new StagingArea(ports, folder);
  }

  /** All backups, newest first; `batch` gets them as they are read, in the order of the host. @throws backup-set-not-found */
  async list(
    token: CancellationToken,
    batch?: (backups: readonly BackupSummary[]) => void,
  ): Promise<readonly BackupSummary[]> {
    this.#checkFolder();
    const { files, pacer } = this.ports;
    const listed = await inTurns(this.#manifest(), pacer, token);
    const all: BackupSummary[] = [];
    let pending: BackupSummary[] = [];
    for (const backup of backupFolders(files, this.folder)) {
      await pacer.breathe(token);
      const summary = backupSummary(files, this.folder, backup, listed.has(backup.id));
      all.push(summary);
      pending.push(summary);
      if (pending.length < batchSize) continue;
      batch?.(pending);
      pending = [];
    }
    throwIfCancelled(token);
    if (pending.length > 0) batch?.(pending);
    return all.sort(newestFirst);
  }

  /**
   * Reads the index of a set to which backups are about to be added: `updateManifest`, for which nobody should wait after
   * Cancel, then need not. @throws cancelled
   */
  async prepareManifest(token: CancellationToken): Promise<void> {
    if (this.ports.files.stat(this.folder) !== undefined) await inTurns(this.#manifest(), this.ports.pacer, token);
  }

  /** The folder of a backup. @throws backup-set-not-found, backup-not-found */
  backupFolder(id: BackupId): string {
    this.#checkFolder();
    const { files } = this.ports;
    if (parseBackupId(files.basename(this.folder)) === id && this.#isBackup(this.folder)) return this.folder;
    const found = files
      .list(this.folder)
      .find(({ name, kind }) => kind === 'folder' && parseBackupId(name) === id)?.name;
    const folder = found === undefined ? undefined : files.join(this.folder, found);
    if (folder === undefined || !this.#isBackup(folder))
      throw new PolicyError('backup-not-found', { backup: id, folder: this.folder });
    return folder;
  }

  /** The path of a backup's sidecar, which need not exist. */
  sidecarPath(id: BackupId): string {
    return this.ports.files.join(this.folder, `${id}${sidecarEnding}`);
  }

  /** A new empty folder in which a backup can be made. */
  stage(id: BackupId): string {
    const folder = this.#staging.path(id);
    try {
      this.ports.files.makeFolder(folder);
    } catch (error) {
      if (isPolicyError(error)) this.#staging.close();
      throw error;
    }
    return folder;
  }

  /** Throws a staged backup away. */
  unstage(id: BackupId): void {
    removeTree(this.ports.files, this.#staging.path(id));
    this.#staging.close();
  }

  /** Puts a staged backup in its place: sidecar first, then one rename, after which it is listed. */
  publish(id: BackupId): void {
    const { files } = this.ports;
    const staged = this.#staging.path(id);
    const hasSidecar = this.#publishSidecar(files.join(staged, sidecarEnding), id);
    try {
      files.rename(staged, files.join(this.folder, id));
    } catch (error) {
      if (hasSidecar && isPolicyError(error)) files.removeFile(this.sidecarPath(id));
      throw error;
    }
  }

  /**
   * Writes manifest.xml anew from the folders, entries in the order they had; and takes away this process' staging folder.
   * Several processes may do so at once: each looks again after it has written, so that the last one has seen every backup.
   */
  updateManifest(): void {
    // One backup alone has no index, and a deleted one nothing at all.
    if (this.ports.files.stat(this.folder) === undefined || this.#isBackup(this.folder)) return;
    try {
      let seen = this.#folderNames();
      for (;;) {
        this.#writeManifest(seen);
        const now = this.#folderNames();
        if (now.length === seen.length && now.every((name, index) => name === seen[index])) return;
        seen = now;
      }
    } finally {
      this.#staging.close();
    }
  }

  /**
   * Forces backups to the disk: every file of them, then the folder of the set, with which a file system that keeps a
   * journal has all folders on the disk, too. A backup that somebody deletes meanwhile is passed over, and so is a file that
   * this user may not open for that (a read-only one on Windows). @throws cancelled
   */
  async sync(ids: readonly BackupId[], token: CancellationToken): Promise<void> {
    const { files, pacer } = this.ports;
    for (const id of ids) {
      try {
        for (const { kind, source } of listTree(files, files.join(this.folder, id))) {
          await pacer.breathe(token);
          if (kind === 'file') trySyncFile(files, source);
        }
        trySyncFile(files, this.sidecarPath(id));
      } catch (error) {
        if (!isPolicyError(error, 'file-not-found')) throw error;
      }
    }
    files.syncFolder(this.folder);
  }

  /** Deletes a backup: one rename takes it out of the list, then its files go. The manifest is the caller's to update. */
  delete(id: BackupId): void {
    const { files, guids } = this.ports;
    const folder = this.backupFolder(id);
    const gone =
      folder === this.folder
        ? files.join(files.dirname(folder), `.deleted-${guids.next()}`)
        : this.#staging.path(guids.next());
    files.rename(folder, gone);
    removeTree(files, gone);
    if (folder === this.folder) return;
    files.removeFile(this.sidecarPath(id));
    this.#staging.close();
  }

  /** A provider need not write one. */
  #publishSidecar(staged: string, id: BackupId): boolean {
    try {
      this.ports.files.rename(staged, this.sidecarPath(id));
      return true;
    } catch (error) {
      if (isPolicyError(error, 'file-not-found')) return false;
      throw error;
    }
  }

  #writeManifest(names: readonly string[]): void {
    const { files } = this.ports;
    const before = allAtOnce(this.#manifest());
    const found = new Map<BackupId, BackupInstance>();
    for (const name of names) {
      const id = parseBackupId(name);
      const folder = files.join(this.folder, name);
      const instance = id === undefined ? undefined : (before.get(id) ?? this.#instance(folder, name));
      if (id !== undefined && instance !== undefined) found.set(id, { ...instance, id });
    }
    const known = [...before.keys()].flatMap((id) => found.get(id) ?? []);
    const added = [...found].flatMap(([id, instance]) => (before.has(id) ? [] : [instance]));
    const path = files.join(this.folder, 'manifest.xml');
    const instances = [...known, ...added];
    const bytes = writeManifest(instances);
    replaceFile(files, path, bytes, this.#staging.path('manifest.xml'));
    files.setHidden(path, true);
    this.#index = { bytes, instances: byId(instances) };
  }

  #instance(folder: string, name: string): BackupInstance | undefined {
    const { files } = this.ports;
    try {
      // In nearly every backup it has this name; to list the folder first would cost as much again.
      return (
        readBkupInfo(files.readFile(files.join(folder, 'bkupInfo.xml'))).value ?? this.#listedInstance(folder, name)
      );
    } catch (error) {
      if (isPolicyError(error)) return this.#listedInstance(folder, name);
      throw error;
    }
  }

  #listedInstance(folder: string, name: string): BackupInstance | undefined {
    try {
      const backup = backupFolder(this.ports.files, folder, name);
      return backup === undefined ? undefined : backupInstanceOf(this.ports.files, backup);
    } catch (error) {
      // One that cannot be read, or that somebody deletes meanwhile, is no reason to lose the index of the others.
      if (isPolicyError(error)) return undefined;
      throw error;
    }
  }

  #folderNames(): readonly string[] {
    return this.ports.files
      .list(this.folder)
      .flatMap(({ name, kind }) => (kind === 'folder' && parseBackupId(name) !== undefined ? [name] : []))
      .sort();
  }

  #isBackup(folder: string): boolean {
    return backupFolder(this.ports.files, folder, this.ports.files.basename(folder)) !== undefined;
  }

  #checkFolder(): void {
    if (this.ports.files.stat(this.folder)?.kind !== 'folder')
      throw new PolicyError('backup-set-not-found', { folder: this.folder });
  }

  *#manifest(): Steps<ReadonlyMap<BackupId, BackupInstance>> {
    const { files } = this.ports;
    const path = findEntry(files, this.folder, 'manifest.xml');
    if (path === undefined) return new Map();
    const bytes = files.readFile(path);
    if (this.#index === undefined || !sameBytes(this.#index.bytes, bytes))
      this.#index = { bytes, instances: byId((yield* readManifestSteps(bytes)).value) };
    return this.#index.instances;
  }
}

function trySyncFile(files: FileStore, path: string): void {
  try {
    syncFile(files, path);
  } catch (error) {
    if (!isPolicyError(error, 'file-not-found') && !isPolicyError(error, 'file-access-denied')) throw error;
  }
}

function newestFirst(a: BackupSummary, b: BackupSummary): number {
  if (a.time !== b.time) return a.time < b.time ? 1 : -1;
  return a.gpoName < b.gpoName ? -1 : a.gpoName > b.gpoName ? 1 : 0;
}

function byId(instances: readonly BackupInstance[]): ReadonlyMap<BackupId, BackupInstance> {
  return new Map(
    instances.flatMap((instance) => {
      const id = parseBackupId(instance.id);
      return id === undefined ? [] : [[id, instance] as const];
    }),
  );
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
