import { isPolicyError, PolicyError } from '../../core/kernel/errors';
import type { DomainAddress } from '../../core/model/ids';
import type { FileStore } from '../../core/ports/fileStore';
import type { Clock, GuidSource, Logger, ProcessIdentity } from '../../core/ports/host';
import { writeFileAtomically } from '../../storage/atomicFile';
import { removeTree } from '../../storage/tree';
import { readUndoItem, readUndoRecord } from './readUndoFiles';
import type { UndoItem, UndoRecord } from './undoRecord';

/** How long the ways back are kept: at most so many days, and at most so many changes. */
export interface UndoRetention {
  readonly days: number;
  readonly changes: number;
}

/** What the store needs of the host. */
export interface UndoStorePorts {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly guids: GuidSource;
  readonly identity: ProcessIdentity;
  readonly logger: Logger;
}

/** The ways back: one folder a change, in it the record, a file for each item, and the safety backups as a backup set. */
export class UndoStore {
  constructor(
    private readonly ports: UndoStorePorts,
    private readonly root: string,
    private readonly retention: UndoRetention,
  ) {}

  /** The backup set of a change's safety backups; it need not exist. */
  safetyFolder(id: string): string {
    return this.ports.files.join(this.#folder(id), 'backups');
  }

  /** All records, newest first; what cannot be read is logged and left out. */
  list(address?: DomainAddress): readonly UndoRecord[] {
    const records = this.#ids().flatMap((id) => this.#tryRead(id) ?? []);
    return records
      .filter((record) => address === undefined || record.address === address)
      .sort((a, b) => b.began - a.began);
  }

  /** @throws undo-not-found */
  read(id: string): UndoRecord {
    const record = this.#ids().includes(id) ? this.#tryRead(id) : undefined;
    if (record === undefined) throw new PolicyError('undo-not-found', { id });
    return record;
  }

  /** The items of a change that were begun, in the order in which they were. */
  items(id: string): readonly UndoItem[] {
    const { files } = this.ports;
    const folder = this.#folder(id);
    return files
      .list(folder)
      .map(({ name }) => name)
      .filter((name) => /^\d+\.json$/.test(name))
      .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
      .map((name) => readUndoItem(files.readFile(files.join(folder, name)), files.join(folder, name)));
  }

  writeRecord(record: UndoRecord): void {
    this.#write(record.id, 'record.json', record);
  }

  writeItem(id: string, index: number, item: UndoItem): void {
    this.#write(id, `${index}.json`, item);
  }

  remove(id: string): void {
    const { files } = this.ports;
    // The record goes first: without it the rest is nothing.
    files.removeFile(files.join(this.#folder(id), 'record.json'));
    removeTree(files, this.#folder(id));
  }

  /** Removes the ways back that are older or more than the retention says; never one of a change that runs. */
  prune(): void {
    const oldest = this.ports.clock.now() - this.retention.days * 86_400_000;
    this.list()
      .filter(({ state }) => state !== 'running')
      .filter(({ time }, index) => index >= this.retention.changes || Date.parse(time) < oldest)
      .forEach(({ id }) => {
        this.remove(id);
      });
    this.#removeLeftovers();
  }

  /** Folders without a record: of processes that died before they wrote it, or while they removed the rest. */
  #removeLeftovers(): void {
    const { files, clock } = this.ports;
    for (const id of this.#ids()) {
      const hasRecord = files.stat(files.join(this.#folder(id), 'record.json')) !== undefined;
      const modified = files.stat(this.#folder(id))?.modified ?? 0;
      // A young one may be of a process that is about to write its record.
      if (!hasRecord && modified < clock.now() - 86_400_000) removeTree(files, this.#folder(id));
    }
  }

  #folder(id: string): string {
    return this.ports.files.join(this.root, id);
  }

  #ids(): readonly string[] {
    const { files } = this.ports;
    if (files.stat(this.root) === undefined) return [];
    return files.list(this.root).flatMap(({ name, kind }) => (kind === 'folder' ? [name] : []));
  }

  #tryRead(id: string): UndoRecord | undefined {
    const { files, logger } = this.ports;
    const path = files.join(this.#folder(id), 'record.json');
    try {
      return readUndoRecord(files.readFile(path), path);
    } catch (error) {
      if (!isPolicyError(error)) throw error;
      if (error.code !== 'file-not-found') logger.warn(`The undo record ${path} cannot be read: ${error.message}`);
      return undefined;
    }
  }

  #write(id: string, name: string, value: unknown): void {
    const { files, guids } = this.ports;
    const folder = this.#folder(id);
    files.makeFolder(folder);
    const bytes = new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
    writeFileAtomically(files, files.join(folder, name), bytes, guids.next());
    files.syncFolder(folder);
  }
}
