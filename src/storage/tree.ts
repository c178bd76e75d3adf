import type { CancellationToken } from '../core/kernel/cancellation';
import { PolicyError } from '../core/kernel/errors';
import type { Pacer } from '../core/kernel/pacer';
import type { FileStore } from '../core/ports/fileStore';

/** A file or folder below a folder; `path` is relative, with `/`. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** An entry with the full path where it lies. */
export interface ListedEntry extends TreeEntry {
  readonly source: string;
}

/** All files and folders below a folder, parents first, sorted by name. A link is an error: it could lead anywhere. */
export function listTree(files: FileStore, folder: string): readonly ListedEntry[] {
  const entries: ListedEntry[] = [];
  const visit = (here: string, prefix: string): void => {
    const listed = files.list(here);
    for (const { name, kind } of listed.length > 1 ? [...listed].sort(byName) : listed) {
      const path = prefix + name;
      const source = files.join(here, name);
      if (kind !== 'file' && kind !== 'folder') throw new PolicyError('file-not-regular', { path: source });
      entries.push({ path, kind, source });
      if (kind === 'folder') visit(source, `${path}/`);
    }
  };
  visit(folder, '');
  return entries;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Removes a folder and everything below it; links are removed, not followed. No error when there is none. */
export function removeTree(files: FileStore, folder: string): void {
  if (files.stat(folder) === undefined) return;
  for (const { name, kind } of files.list(folder)) {
    const path = files.join(folder, name);
    if (kind === 'folder') removeTree(files, path);
    else files.removeFile(path);
  }
  files.removeFolder(folder);
}

const chunkSize = 1024 * 1024;
/** After so many bytes a copy that must be on the disk is forced there: a single wait at the end would be long. */
const syncEvery = 8 * chunkSize;

/** How a tree is copied. */
export interface CopyTreeOptions {
  /** The path of a file or folder in the copy; undefined leaves it out, and what is below a folder. */
  readonly place?: (path: string) => string | undefined;
}

/**
 * Copies a folder's files and folders into a new one, large files in chunks, so that Cancel is heard in the middle of them.
 * Returns what is in the copy, parents first.
 */
export async function copyTree(
  files: FileStore,
  from: string,
  to: string,
  pacer: Pacer,
  token: CancellationToken,
  options: CopyTreeOptions = {},
): Promise<readonly TreeEntry[]> {
  const copied: TreeEntry[] = [];
  const leftOut: string[] = [];
  files.makeFolder(to);
  for (const { path, kind, source } of listTree(files, from)) {
    await pacer.breathe(token);
    if (leftOut.some((folder) => path.startsWith(folder))) continue;
    const placed = options.place === undefined ? path : options.place(path);
    if (placed === undefined) {
      leftOut.push(`${path}/`);
      continue;
    }
    const target = files.join(to, placed);
    if (kind === 'folder') files.makeFolder(target);
    else await copyFileInChunks(files, source, target, pacer, token);
    copied.push({ path: placed, kind });
  }
  return copied;
}

/** How one file is copied. */
export interface CopyFileOptions {
  /** Bytes, where that is known already. */
  readonly size?: number;
  /** The copy is on the disk afterwards, if it was made in chunks: small files are synced with their folder. */
  readonly sync?: boolean;
}

/** Copies one file to a place where none is; a large one in chunks, between which others run and Cancel is heard. */
export async function copyFileInChunks(
  files: FileStore,
  from: string,
  to: string,
  pacer: Pacer,
  token: CancellationToken,
  { size, sync = false }: CopyFileOptions = {},
): Promise<void> {
  if ((size ?? files.stat(from)?.size ?? 0) <= chunkSize) {
    files.copyFile(from, to);
    return;
  }
  const source = files.open(from, 'read');
  try {
    const target = files.open(to, 'write');
    try {
      const buffer = new Uint8Array(chunkSize);
      let written = 0;
      for (let read = source.read(buffer); read > 0; read = source.read(buffer)) {
        target.write(buffer.subarray(0, read));
        written += read;
        if (sync && written % syncEvery < read) target.sync();
        await pacer.breathe(token);
      }
      if (sync) target.sync();
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}

/** {@link syncTree}, letting others run and hearing Cancel between files. */
export async function syncTreeInSteps(
  files: FileStore,
  folder: string,
  pacer: Pacer,
  token: CancellationToken,
): Promise<void> {
  for (const entry of listTree(files, folder)) {
    await pacer.breathe(token);
    syncEntry(files, entry);
  }
  files.syncFolder(folder);
}

/** Forces every file below a folder, and the folder, to the disk. */
export function syncTree(files: FileStore, folder: string): void {
  for (const entry of listTree(files, folder)) syncEntry(files, entry);
  files.syncFolder(folder);
}

function syncEntry(files: FileStore, { kind, source }: ListedEntry): void {
  if (kind === 'folder') files.syncFolder(source);
  else syncFile(files, source);
}

/** Forces a file's bytes to the disk. */
export function syncFile(files: FileStore, path: string): void {
  const file = files.open(path, 'read');
  try {
    file.sync();
  } finally {
    file.close();
  }
}
