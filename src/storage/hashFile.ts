import type { Steps } from '../core/kernel/steps';
import type { FileStore, OpenFile } from '../core/ports/fileStore';
import type { Hasher } from '../core/ports/host';

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
