import type { CancellationToken } from '../core/kernel/cancellation';
import { PolicyError } from '../core/kernel/errors';
import type { Pacer } from '../core/kernel/pacer';
import type { FileStore } from '../core/ports/fileStore';

/** A file or folder below a folder; `path` is relative, with `/`. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** All files and folders below a folder, parents first, sorted by name. A link is an error: it could lead anywhere. */
export function listTree(files: FileStore, folder: string, prefix = ''): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  const here = [...files.list(folder)].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const { name, kind } of here) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    if (kind === 'file' || kind === 'folder') entries.push({ path, kind });
    else throw new PolicyError('file-failed', { path: files.join(folder, name), reason: 'a link or special file' });
    if (kind === 'folder') entries.push(...listTree(files, files.join(folder, name), path));
  }
  return entries;
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

/** Copies a folder's files and folders into a new one, large files in chunks, so that Cancel is heard in the middle of them. */
export async function copyTree(
  files: FileStore,
  from: string,
  to: string,
  pacer: Pacer,
  token: CancellationToken,
): Promise<readonly TreeEntry[]> {
  const entries = listTree(files, from);
  files.makeFolder(to);
  for (const { path, kind } of entries) {
    await pacer.breathe(token);
    const target = files.join(to, path);
    if (kind === 'folder') files.makeFolder(target);
    else await copyFile(files, files.join(from, path), target, pacer, token);
  }
  return entries;
}

async function copyFile(
  files: FileStore,
  from: string,
  to: string,
  pacer: Pacer,
  token: CancellationToken,
): Promise<void> {
  if ((files.stat(from)?.size ?? 0) <= chunkSize) {
    files.copyFile(from, to);
    return;
  }
  const source = files.open(from, 'read');
  try {
    const target = files.open(to, 'write');
    try {
      const buffer = new Uint8Array(chunkSize);
      for (let read = source.read(buffer); read > 0; read = source.read(buffer)) {
        target.write(buffer.subarray(0, read));
        await pacer.breathe(token);
      }
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}

/** Forces every file below a folder, and the folder, to the disk. */
export function syncTree(files: FileStore, folder: string): void {
  for (const { path, kind } of listTree(files, folder)) {
    const full = files.join(folder, path);
    if (kind === 'folder') {
      files.syncFolder(full);
      continue;
    }
    const file = files.open(full, 'read');
    try {
      file.sync();
    } finally {
      file.close();
    }
  }
  files.syncFolder(folder);
}
