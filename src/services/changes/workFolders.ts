import { isPolicyError } from '../../core/kernel/errors';
import type { FileStore } from '../../core/ports/fileStore';
import type { GuidSource, ProcessIdentity } from '../../core/ports/host';
import { removeTree } from '../../storage/tree';

/** Temporary folders below the state folder, each named after its process; what dead processes left is removed. */
export class WorkFolders {
  constructor(
    private readonly ports: {
      readonly files: FileStore;
      readonly guids: GuidSource;
      readonly identity: ProcessIdentity;
    },
    private readonly root: string,
  ) {}

  /** Runs `work` with a new empty folder, which is removed afterwards. */
  async use<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const { files, guids, identity } = this.ports;
    this.#removeLeftovers();
    const folder = files.join(this.root, `${identity.pid}-${identity.startTime}-${guids.next()}`);
    files.makeFolder(folder);
    try {
      return await work(folder);
    } finally {
      removeTree(files, folder);
    }
  }

  #removeLeftovers(): void {
    const { files, identity } = this.ports;
    if (files.stat(this.root) === undefined) return;
    for (const { name } of files.list(this.root)) {
      const owner = /^(\d+)-(\d+)-/.exec(name);
      if (owner === null) continue;
      const process = { pid: Number(owner[1]), startTime: Number(owner[2]), host: identity.host };
      if (identity.isAlive(process)) continue;
      try {
        removeTree(files, files.join(this.root, name));
      } catch (error) {
        // In use or not ours: it is tried again next time.
        if (!isPolicyError(error)) throw error;
      }
    }
  }
}
