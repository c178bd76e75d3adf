import type { FileStore } from '../core/ports/fileStore';

/** Replaces a file in one step: written beside it, synced, renamed. A reader sees the old or the new one. */
export function writeFileAtomically(files: FileStore, path: string, bytes: Uint8Array, unique: string): void {
  replaceFile(files, path, bytes, `${path}.${unique}.new`);
}

/** {@link writeFileAtomically} with the new file first at `draft`, on the same volume: where leftovers of dead processes are found. */
export function replaceFile(files: FileStore, path: string, bytes: Uint8Array, draft: string): void {
  try {
    const file = files.open(draft, 'write');
    try {
      file.write(bytes);
      file.sync();
    } finally {
      file.close();
    }
    files.rename(draft, path);
  } catch (error) {
    files.removeFile(draft);
    throw error;
  }
}
