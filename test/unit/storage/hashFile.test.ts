import assert from 'node:assert/strict';
import { allAtOnce } from '../../../src/core/kernel/steps';
import type { OpenFile } from '../../../src/core/ports/fileStore';
import { sha256 } from '../../../src/platform/hostPorts';
import { hashFileSteps, KnownHashes } from '../../../src/storage/hashFile';
import { MemoryFileStore } from '../../fakes/memoryFileStore';

/** Gives less than was asked for, as a share may. */
class SlowFiles extends MemoryFileStore {
  override open(path: string, mode: 'read' | 'write'): OpenFile {
    const file = super.open(path, mode);
    return { ...file, read: (buffer) => file.read(buffer.subarray(0, 1000)) };
  }
}

function filled(length: number, last: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(7);
  bytes[length - 1] = last;
  return bytes;
}

const hashOf = (files: MemoryFileStore, bytes: Uint8Array): string => {
  files.writeFile('/file', bytes);
  return allAtOnce(hashFileSteps(files, sha256, '/file'));
};

describe('the hash of a file', () => {
  const megabyte = 1024 * 1024;

  it('is that of its bytes when it is small', () => {
    for (const bytes of [new Uint8Array(), filled(10, 1), filled(megabyte, 1)])
      assert.equal(hashOf(new MemoryFileStore(), bytes), sha256.sha256(bytes));
  });

  it('knows every byte of a large one, and not how it was read', () => {
    const bytes = filled(2 * megabyte + 1, 1);
    const hash = hashOf(new MemoryFileStore(), bytes);
    assert.equal(hashOf(new SlowFiles(), bytes), hash);
    assert.notEqual(hashOf(new MemoryFileStore(), filled(2 * megabyte + 1, 2)), hash);
    assert.notEqual(hashOf(new MemoryFileStore(), bytes.subarray(0, 2 * megabyte)), hash);
  });

  it('pauses after each megabyte', () => {
    const files = new MemoryFileStore();
    files.writeFile('/file', filled(3 * megabyte, 1));
    assert.equal([...hashFileSteps(files, sha256, '/file')].length, 3);
  });
});

describe('known hashes', () => {
  it('are taken where that is allowed, of files that look the same and had settled', () => {
    const files = new MemoryFileStore();
    let reads = 0;
    const counting = {
      sha256: (bytes: Uint8Array) => {
        reads += 1;
        return sha256.sha256(bytes);
      },
    };
    let now = 1_000_000;
    const hashes = new KnownHashes({ files, hasher: counting, clock: { now: () => now } });
    const readsOf = (path: string, trust: boolean): number => {
      reads = 0;
      allAtOnce(hashes.steps(path, trust));
      return reads;
    };
    files.writeFile('/large', filled(2 * 1024 * 1024, 1));
    files.writeFile('/small', filled(10, 1));
    assert.deepEqual([readsOf('/large', true), readsOf('/large', true), readsOf('/large', false)], [3, 0, 3]);
    assert.deepEqual([readsOf('/small', true), readsOf('/small', true)], [1, 1]);
    files.writeFile('/large', filled(2 * 1024 * 1024, 2));
    now = files.stat('/large')?.modified ?? 0;
    assert.deepEqual([readsOf('/large', true), readsOf('/large', true)], [3, 3], 'just written');
    now += 2001;
    assert.deepEqual([readsOf('/large', true), readsOf('/large', true)], [3, 0]);
  });

  it('are known of a file that was hashed before it was moved to its place, and is still the same there', () => {
    const files = new MemoryFileStore();
    let reads = 0;
    const counting = {
      sha256: (bytes: Uint8Array) => {
        reads += 1;
        return sha256.sha256(bytes);
      },
    };
    const clock = { now: () => files.stat('/place')?.modified ?? 0 };
    const hashes = new KnownHashes({ files, hasher: counting, clock });
    const bytes = filled(2 * 1024 * 1024, 1);
    files.writeFile('/staged', bytes);
    allAtOnce(hashes.ahead('/staged', '/place'));
    files.rename('/staged', '/place');
    const readsOf = (): number => {
      const before = reads;
      allAtOnce(hashes.steps('/place', true));
      return reads - before;
    };
    assert.equal(readsOf(), 0);
    assert.equal(allAtOnce(hashes.steps('/place', true)), hashOf(new MemoryFileStore(), bytes));
    files.writeFile('/place', filled(3 * 1024 * 1024, 1));
    assert.ok(readsOf() > 0, 'another file');
  });
});
