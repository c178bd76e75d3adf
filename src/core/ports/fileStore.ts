/** What `list` says of an entry; a symbolic link is its own kind and is never followed by `list` or `stat`. */
export interface FileEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Size in bytes and times in milliseconds since 1970, UTC. */
export interface FileStat {
  readonly kind: FileEntry['kind'];
  readonly size: number;
  readonly modified: number;
}

/** A file being read or written in chunks. Close it in `finally`. */
export interface OpenFile {
  /** Reads up to `buffer.length` bytes at the current place; 0 at the end. */
  read(buffer: Uint8Array): number;
  /** Writes all of `chunk` at the current place. */
  write(chunk: Uint8Array): void;
  /** Forces what was written to the disk. */
  sync(): void;
  close(): void;
}

/**
 * Files, as the storage layer and the snapshot provider need them. Paths are absolute and in the host's own form; build
 * them with `join`. Every call is synchronous and short: long work reads and writes in chunks and yields between them.
 * Failures are `PolicyError`s: file-not-found, file-access-denied, file-read-only, file-busy, file-disk-full, file-exists,
 * file-failed. UNC paths never get here unless the user chose that folder: see `unc-path-refused`.
 */
export interface FileStore {
  join(...parts: readonly string[]): string;
  dirname(path: string): string;
  basename(path: string): string;
  /** The stat of what is at `path`, undefined when nothing is. */
  stat(path: string): FileStat | undefined;
  /** Entries of a folder, in the order of the host; `file-not-found` when there is none. */
  list(folder: string): readonly FileEntry[];
  readFile(path: string): Uint8Array;
  /** Creates or truncates. Not atomic: see storage/atomicFile.ts. */
  writeFile(path: string, bytes: Uint8Array): void;
  /** Fails with `file-exists` when something is there already: the primitive of locks. */
  createFile(path: string, bytes: Uint8Array): void;
  open(path: string, mode: 'read' | 'write'): OpenFile;
  /** Copies a file's bytes; the target must not exist. For files up to a few megabytes; larger ones go through `open`. */
  copyFile(from: string, to: string): void;
  /** Makes the folder and those above it; no error when it exists. */
  makeFolder(path: string): void;
  /** Atomic on one volume; replaces a file, never a folder that is not empty. */
  rename(from: string, to: string): void;
  /** Removes a file or link; no error when there is none. */
  removeFile(path: string): void;
  /** Removes an empty folder. */
  removeFolder(path: string): void;
  /** Forces a folder's entries to the disk; does nothing where the host has no such thing. */
  syncFolder(path: string): void;
  /** Sets or clears the hidden attribute where the host has one. */
  setHidden(path: string, hidden: boolean): void;
}
