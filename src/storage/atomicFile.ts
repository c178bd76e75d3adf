import type { FileStore } from '../core/ports/fileStore';

/** Replaces a file in one step: written beside it, synced, renamed. A reader sees the old or the new one. */
export function writeFileAtomically(files: FileStore, path: string, bytes: Uint8Array, unique: string): void {
  const beside = `${path}.${unique}.new`;
  try {
    const file = files.open(beside, 'write');
    try {
      file.write(bytes);
      file.sync();
    } finally {
      file.close();
    }
    files.rename(beside, path);
  } catch (error) {
    files.removeFile(beside);
    throw error;
  }
}
