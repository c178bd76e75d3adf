import { isPolicyError } from '../../core/kernel/errors';
import { parseBackupId } from '../../core/model/ids';
import type { FileStore } from '../../core/ports/fileStore';
import type { Clock, GuidSource, ProcessIdentity } from '../../core/ports/host';
import { parseProcessRecord, processRecordBytes } from '../processRecord';
import { removeTree } from '../tree';

/** What a staging area needs of its host. */
export interface StagingPorts {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly guids: GuidSource;
  readonly identity: ProcessIdentity;
}

/** Name of the folder in a set in which backups are made; a backup leaves it by one rename, on the same volume. */
export const stagingFolder = '.staging';

/** Ending of the file of our own beside a backup's folder; Windows ignores it. */
export const sidecarEnding = '.group-policy.json';

const ownerFile = 'owner.json';

/** Where one process makes backups of a set, or takes them apart. What dead processes left behind is removed. */
export class StagingArea {
  readonly #root: string;
  #own: string | undefined;

  constructor(
    private readonly ports: StagingPorts,
    private readonly set: string,
  ) {
    this.#root = ports.files.join(set, stagingFolder);
  }

  /** A path in this process' part of the area. */
  path(name: string): string {
    return this.ports.files.join(this.#folder(), name);
  }

  /** Removes this process' part; the next {@link path} makes a new one. */
  close(): void {
    const { files } = this.ports;
    if (this.#own === undefined) return;
    removeTree(files, this.#own);
    this.#own = undefined;
    this.#tryRemoveRoot();
  }

  #folder(): string {
    if (this.#own !== undefined) return this.#own;
    const { files, guids, identity, clock } = this.ports;
    this.#removeLeftovers();
    const own = files.join(this.#root, guids.next());
    files.makeFolder(own);
    this.#own = own;
    try {
      files.writeFile(files.join(own, ownerFile), processRecordBytes(identity, clock));
    } catch (error) {
      if (isPolicyError(error)) this.close();
      throw error;
    }
    return own;
  }

  #removeLeftovers(): void {
    const { files } = this.ports;
    if (files.stat(this.#root) === undefined) return;
    for (const { name, kind } of files.list(this.#root))
      if (kind === 'folder' && this.#isLeftover(files.join(this.#root, name))) this.#remove(name);
  }

  #isLeftover(folder: string): boolean {
    const { files, identity, clock } = this.ports;
    try {
      const owner = parseProcessRecord(files.readFile(files.join(folder, ownerFile)));
      if (owner !== undefined) return !identity.isAlive(owner);
    } catch (error) {
      if (!isPolicyError(error, 'file-not-found')) throw error;
    }
    // Another process makes its folder this very moment, or died doing so.
    const made = files.stat(folder)?.modified;
    return made !== undefined && clock.now() - made > 60_000;
  }

  #remove(name: string): void {
    const { files } = this.ports;
    const folder = files.join(this.#root, name);
    // The owner's record goes last: what is left half way is still known for a leftover.
    for (const entry of files.list(folder)) {
      const id = entry.kind === 'folder' ? parseBackupId(entry.name) : undefined;
      if (id === undefined) continue;
      removeTree(files, files.join(folder, entry.name));
      // Its sidecar may have been put in place already, and the backup never was.
      if (files.stat(files.join(this.set, id)) === undefined)
        files.removeFile(files.join(this.set, id + sidecarEnding));
    }
    removeTree(files, folder);
  }

  #tryRemoveRoot(): void {
    const { files } = this.ports;
    try {
      if (files.list(this.#root).length === 0) files.removeFolder(this.#root);
    } catch (error) {
      // Another one has just begun to work there, or has removed it.
      if (!isPolicyError(error)) throw error;
    }
  }
}
