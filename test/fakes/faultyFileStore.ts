import { PolicyError } from '../../src/core/kernel/errors';
import type { FileEntry, FileStat, FileStore, OpenFile } from '../../src/core/ports/fileStore';

/** What every call throws once the process "is dead": no PolicyError, so that no code takes it for a failure it knows. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** How a store misbehaves. */
export interface FileFaults {
  /** The process dies at its n-th call, from 1: before it, after it, or in the middle of writing (half of the bytes are there). */
  readonly dies?: { readonly call: number; readonly when: 'before' | 'during' | 'after' };
  /** How many bytes still fit on the disk. */
  readonly freeBytes?: number;
  /** Below these folders nothing can be written. */
  readonly readOnly?: readonly string[];
  /** Calls to which this says true fail with `file-failed`. */
  readonly fails?: (call: string, path: string) => boolean;
}

/** Any file store with faults. Counts calls, those on open files too, and refuses every UNC path as a defect of the caller. */
export class FaultyFileStore implements FileStore {
  calls = 0;
  /** UNC paths that were used: must stay empty. */
  readonly uncPaths: string[] = [];
  #dead = false;
  #free: number;

  constructor(
    private readonly inner: FileStore,
    private readonly faults: FileFaults = {},
  ) {
    this.#free = faults.freeBytes ?? Number.POSITIVE_INFINITY;
  }

  /** Whether the process died. */
  get died(): boolean {
    return this.#dead;
  }

  join(...parts: readonly string[]): string {
    return this.inner.join(...parts);
  }

  dirname(path: string): string {
    return this.inner.dirname(path);
  }

  basename(path: string): string {
    return this.inner.basename(path);
  }

  stat(path: string): FileStat | undefined {
    return this.#call('stat', [path], () => this.inner.stat(path));
  }

  list(folder: string): readonly FileEntry[] {
    return this.#call('list', [folder], () => this.inner.list(folder));
  }

  readFile(path: string): Uint8Array {
    return this.#call('readFile', [path], () => this.inner.readFile(path));
  }

  writeFile(path: string, bytes: Uint8Array): void {
    this.#write('writeFile', [path], bytes, (part) => {
      this.inner.writeFile(path, part);
    });
  }

  createFile(path: string, bytes: Uint8Array): void {
    this.#write('createFile', [path], bytes, (part) => {
      this.inner.createFile(path, part);
    });
  }

  open(path: string, mode: 'read' | 'write'): OpenFile {
    const file = this.#call('open', [path], () => this.inner.open(path, mode), mode === 'write');
    return {
      read: (buffer) => this.#call('read', [path], () => file.read(buffer)),
      write: (chunk) => {
        this.#write('write', [path], chunk, (part) => {
          file.write(part);
        });
      },
      sync: () => {
        this.#call('sync', [path], () => {
          file.sync();
        });
      },
      close: () => {
        // A dead process' files are closed by the system.
        file.close();
        this.#call('close', [path], () => undefined);
      },
    };
  }

  copyFile(from: string, to: string): void {
    const bytes = this.#dead ? new Uint8Array() : this.inner.readFile(from);
    this.#write('copyFile', [to, from], bytes, (part) => {
      if (part.length === bytes.length) this.inner.copyFile(from, to);
      else this.inner.createFile(to, part);
    });
  }

  makeFolder(path: string): void {
    this.#change('makeFolder', [path], () => {
      this.inner.makeFolder(path);
    });
  }

  rename(from: string, to: string): void {
    this.#change('rename', [to, from], () => {
      this.inner.rename(from, to);
    });
  }

  removeFile(path: string): void {
    this.#change('removeFile', [path], () => {
      this.inner.removeFile(path);
    });
  }

  removeFolder(path: string): void {
    this.#change('removeFolder', [path], () => {
      this.inner.removeFolder(path);
    });
  }

  syncFolder(path: string): void {
    this.#call('syncFolder', [path], () => {
      this.inner.syncFolder(path);
    });
  }

  setHidden(path: string, hidden: boolean): void {
    this.#change('setHidden', [path], () => {
      this.inner.setHidden(path, hidden);
    });
  }

  #change(name: string, paths: readonly string[], call: () => void): void {
    this.#call(name, paths, call, true);
  }

  #write(name: string, paths: readonly string[], bytes: Uint8Array, write: (part: Uint8Array) => void): void {
    const { dies } = this.faults;
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    if (dies?.when === 'during' && this.calls + 1 === dies.call && bytes.length > 1 && !this.#dead) {
      write(half);
      this.calls += 1;
      this.#die();
    }
    this.#call(
      name,
      paths,
      () => {
        if (bytes.length > this.#free) {
          if (half.length > 0) write(half);
          throw new PolicyError('file-disk-full', { path: paths[0] ?? '' });
        }
        this.#free -= bytes.length;
        write(bytes);
      },
      true,
    );
  }

  #call<T>(name: string, paths: readonly string[], call: () => T, changes = false): T {
    if (this.#dead) throw new ProcessDied(`dead before ${name}`);
    this.calls += 1;
    for (const path of paths) this.#refuseUnc(path);
    const { dies, readOnly, fails } = this.faults;
    const [path = ''] = paths;
    if (dies !== undefined && dies.when !== 'after' && this.calls === dies.call) this.#die();
    if (fails?.(name, path) === true) throw new PolicyError('file-failed', { path, reason: 'made to fail' });
    if (changes && readOnly?.some((folder) => path.startsWith(folder)) === true)
      throw new PolicyError('file-read-only', { path });
    const result = call();
    if (dies?.when === 'after' && this.calls === dies.call) this.#die();
    return result;
  }

  #refuseUnc(path: string): void {
    if (!/^(?:\\\\|\/\/)/.test(path)) return;
    this.uncPaths.push(path);
    throw new Error(`a UNC path was used: ${path}`);
  }

  #die(): never {
    this.#dead = true;
    throw new ProcessDied('the process ended here');
  }
}
