import type { Steps } from '../core/kernel/steps';
import type { FileStore, OpenFile } from '../core/ports/fileStore';
import type { Clock, Hasher } from '../core/ports/host';

const chunkSize = 1024 * 1024;

/**
 * A hash of a file's bytes, a megabyte a step; of a larger file that of its chunks' hashes, so that the host need not keep
 * a state between the steps. @throws file-*
 */
export function* hashFileSteps(files: FileStore, hasher: Hasher, path: string): Steps<string> {
  const file = files.open(path, 'read');
  try {
    const hashes: string[] = [];
    const buffer = new Uint8Array(Math.min(chunkSize, (files.stat(path)?.size ?? 0) + 1));
    for (let filled = fill(file, buffer); filled > 0; filled = fill(file, buffer)) {
      hashes.push(hasher.sha256(buffer.subarray(0, filled)));
      yield;
    }
    const [only] = hashes;
    return hashes.length === 1 && only !== undefined
      ? only
      : hasher.sha256(new TextEncoder().encode(hashes.join('\n')));
  } finally {
    file.close();
  }
}

/** Chunks are whole wherever the file lies: a share may give less than was asked for. */
function fill(file: OpenFile, buffer: Uint8Array): number {
  let filled = 0;
  while (filled < buffer.length) {
    const read = file.read(buffer.subarray(filled));
    if (read === 0) break;
    filled += read;
  }
  return filled;
}

/** What was hashed, and what the file looked like then. */
interface KnownHash {
  readonly size: number;
  readonly modified: number;
  readonly hash: string;
}

/** Smaller files are hashed sooner than looked up. */
const smallestKnown = chunkSize;
const mostKnown = 1000;
/** A file may change again within the same moment of its clock. */
const settledAfterMs = 2000;

/**
 * Hashes of large files that were read before, by size and time. Who has to be sure reads the file each time, and only then
 * is it remembered; who puts things in order after Cancel, which nobody should wait for, takes what is known.
 */
export class KnownHashes {
  readonly #known = new Map<string, KnownHash>();

  constructor(private readonly ports: { readonly files: FileStore; readonly hasher: Hasher; readonly clock: Clock }) {}

  /** @param trust whether a hash is taken that was made when the file had this size and time */
  *steps(path: string, trust: boolean): Steps<string> {
    const { files, hasher, clock } = this.ports;
    const { size = 0, modified = 0 } = files.stat(path) ?? {};
    if (size < smallestKnown) return yield* hashFileSteps(files, hasher, path);
    const known = this.#known.get(path);
    if (trust && known?.size === size && known.modified === modified) return known.hash;
    const hash = yield* hashFileSteps(files, hasher, path);
    if (clock.now() - modified > settledAfterMs) this.#remember(path, { size, modified, hash });
    else this.#known.delete(path);
    return hash;
  }

  /** Hashes a file that was written here and is about to be moved to `place`: its hash is known there at once. */
  *ahead(path: string, place: string): Steps<void> {
    const { files, hasher } = this.ports;
    const { size = 0, modified = 0 } = files.stat(path) ?? {};
    if (size < smallestKnown) return;
    this.#remember(place, { size, modified, hash: yield* hashFileSteps(files, hasher, path) });
  }

  #remember(path: string, known: KnownHash): void {
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(path, known);
  }
}
