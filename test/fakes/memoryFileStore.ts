import { posix } from 'node:path';
import { PolicyError } from '../../src/core/kernel/errors';
import type { FileEntry, FileStat, FileStore, OpenFile } from '../../src/core/ports/fileStore';

interface FileNode {
  readonly kind: 'file';
  bytes: Uint8Array;
  modified: number;
}

interface OtherNode {
  readonly kind: 'folder' | 'link' | 'other';
  readonly modified: number;
}

type Node = FileNode | OtherNode;

/**
 * Files in memory, with the rules of a POSIX file system: names are case-sensitive, a rename replaces files and empty folders.
 * Paths are POSIX paths from `/`.
 */
export class MemoryFileStore implements FileStore {
  readonly #nodes = new Map<string, Node>([['/', { kind: 'folder', modified: 0 }]]);
  #time = 0;

  join(...parts: readonly string[]): string {
    return posix.join(...parts);
  }

  dirname(path: string): string {
    return posix.dirname(path);
  }

  basename(path: string): string {
    return posix.basename(path);
  }

  stat(path: string): FileStat | undefined {
    const node = this.#nodes.get(normal(path));
    if (node === undefined) return undefined;
    return { kind: node.kind, size: node.kind === 'file' ? node.bytes.length : 0, modified: node.modified };
  }

  list(folder: string): readonly FileEntry[] {
    this.#folder(folder);
    return this.#children(folder).map((path) => ({
      name: posix.basename(path),
      kind: this.#nodes.get(path)?.kind ?? 'other',
    }));
  }

  readFile(path: string): Uint8Array {
    return this.#file(path).bytes.slice();
  }

  writeFile(path: string, bytes: Uint8Array): void {
    const present = this.#nodes.get(normal(path));
    if (present !== undefined && present.kind !== 'file') throw new PolicyError('file-access-denied', { path });
    this.#put(path, bytes.slice());
  }

  createFile(path: string, bytes: Uint8Array): void {
    if (this.#nodes.has(normal(path))) throw new PolicyError('file-exists', { path });
    this.#put(path, bytes.slice());
  }

  open(path: string, mode: 'read' | 'write'): OpenFile {
    if (mode === 'write') this.writeFile(path, new Uint8Array());
    const file = this.#file(path);
    let place = 0;
    return {
      read: (buffer) => {
        const part = file.bytes.subarray(place, place + buffer.length);
        buffer.set(part);
        place += part.length;
        return part.length;
      },
      write: (chunk) => {
        const bytes = new Uint8Array(Math.max(file.bytes.length, place + chunk.length));
        bytes.set(file.bytes);
        bytes.set(chunk, place);
        file.bytes = bytes;
        place += chunk.length;
      },
      sync: () => undefined,
      close: () => undefined,
    };
  }

  copyFile(from: string, to: string): void {
    this.createFile(to, this.readFile(from));
  }

  makeFolder(path: string): void {
    const target = normal(path);
    const node = this.#nodes.get(target);
    if (node?.kind === 'folder') return;
    if (node !== undefined) throw new PolicyError('file-exists', { path });
    this.makeFolder(posix.dirname(target));
    this.#nodes.set(target, { kind: 'folder', modified: this.#tick() });
  }

  rename(from: string, to: string): void {
    const [source, target] = [normal(from), normal(to)];
    const node = this.#nodes.get(source);
    if (node === undefined) throw new PolicyError('file-not-found', { path: from });
    this.#folder(posix.dirname(target));
    const present = this.#nodes.get(target);
    if (present !== undefined && source !== target) {
      if (node.kind === 'folder' && present.kind !== 'folder') throw new PolicyError('file-not-found', { path: to });
      if (node.kind !== 'folder' && present.kind === 'folder')
        throw new PolicyError('file-failed', { path: to, reason: 'is a directory' });
      if (present.kind === 'folder' && this.#children(target).length > 0)
        throw new PolicyError('file-exists', { path: to });
    }
    const moved = [...this.#nodes].filter(([path]) => path === source || path.startsWith(`${source}/`));
    for (const [path] of moved) this.#nodes.delete(path);
    for (const [path, each] of moved) this.#nodes.set(target + path.slice(source.length), each);
  }

  removeFile(path: string): void {
    const node = this.#nodes.get(normal(path));
    if (node?.kind === 'folder') throw new PolicyError('file-failed', { path, reason: 'is a directory' });
    this.#nodes.delete(normal(path));
  }

  removeFolder(path: string): void {
    this.#folder(path);
    if (this.#children(path).length > 0) throw new PolicyError('file-exists', { path });
    this.#nodes.delete(normal(path));
  }

  syncFolder(path: string): void {
    this.#folder(path);
  }

  setHidden(): void {
    // POSIX has no such attribute.
  }

  /** Puts a symbolic link, or something that is neither file nor folder, at `path`. */
  putOther(path: string, kind: 'link' | 'other'): void {
    this.makeFolder(posix.dirname(path));
    this.#nodes.set(normal(path), { kind, modified: this.#tick() });
  }

  /** Every file and folder below `folder`: path → bytes as hex, `/` for a folder. For comparing whole trees. */
  contents(folder = '/'): ReadonlyMap<string, string> {
    const prefix = normal(folder) === '/' ? '/' : `${normal(folder)}/`;
    const found = [...this.#nodes].filter(([path]) => path.startsWith(prefix) && path !== '/');
    return new Map(
      found
        .map(([path, node]): readonly [string, string] => [
          path.slice(prefix.length),
          node.kind === 'file' ? Buffer.from(node.bytes).toString('hex') : '/',
        ])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  /** A store with the same files: for trying the same thing many times. */
  clone(): MemoryFileStore {
    const copy = new MemoryFileStore();
    for (const [path, node] of this.#nodes)
      copy.#nodes.set(path, node.kind === 'file' ? { ...node, bytes: node.bytes.slice() } : node);
    copy.#time = this.#time;
    return copy;
  }

  #put(path: string, bytes: Uint8Array): void {
    this.#folder(posix.dirname(normal(path)));
    this.#nodes.set(normal(path), { kind: 'file', bytes, modified: this.#tick() });
  }

  #file(path: string): FileNode {
    const node = this.#nodes.get(normal(path));
    if (node === undefined) throw new PolicyError('file-not-found', { path });
    if (node.kind !== 'file') throw new PolicyError('file-failed', { path, reason: 'is a directory' });
    return node;
  }

  #folder(path: string): void {
    if (this.#nodes.get(normal(path))?.kind !== 'folder') throw new PolicyError('file-not-found', { path });
  }

  #children(folder: string): readonly string[] {
    const parent = normal(folder);
    return [...this.#nodes.keys()].filter((path) => path !== '/' && posix.dirname(path) === parent);
  }

  #tick(): number {
    this.#time += 1;
    return this.#time;
  }
}

function normal(path: string): string {
  const resolved = posix.resolve('/', path);
  return resolved.startsWith('//') ? resolved.slice(1) : resolved;
}
