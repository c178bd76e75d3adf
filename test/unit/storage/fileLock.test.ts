import assert from 'node:assert/strict';
import { isPolicyError } from '../../../src/core/kernel/errors';
import { takeLock } from '../../../src/storage/fileLock';
import { FaultyFileStore, ProcessDied } from '../../fakes/faultyFileStore';
import { MemoryFileStore } from '../../fakes/memoryFileStore';
import { portsOf } from '../providers/snapshot/operations/operationsHarness';

const path = '/locks/lock';

function take(
  files: MemoryFileStore | FaultyFileStore,
  pid: number,
  alive: readonly number[] = [],
): { dispose(): void } {
  const { identity, clock } = portsOf(files, { pid, alive: new Set(alive) });
  return takeLock(files, path, 'contoso.com', identity, clock);
}

describe('a lock', () => {
  it('is held by one at a time, and names who holds it', () => {
    const files = new MemoryFileStore();
    const lock = take(files, 1);
    assert.throws(
      () => take(files, 2, [1]),
      (error) =>
        isPolicyError(error, 'domain-locked') &&
        error.params.domain === 'contoso.com' &&
        error.params.holder.includes('CONTOSO\\admin') &&
        error.params.since === '2026-06-01T12:00:00.000Z',
    );
    lock.dispose();
    take(files, 2, [1]).dispose();
    assert.equal(files.stat(path), undefined);
  });

  it('of a dead process is taken over, also when it died taking another over', () => {
    const files = new MemoryFileStore();
    take(files, 1);
    files.writeFile(`${path}.takeover`, files.readFile(path));
    take(files, 2);
    assert.throws(
      () => take(files, 3, [2]),
      (error) => isPolicyError(error, 'domain-locked'),
    );
    assert.equal(files.stat(`${path}.takeover`), undefined);
  });

  it('is not taken over while another process judges it', () => {
    const files = new MemoryFileStore();
    take(files, 1);
    take(files, 5).dispose();
    take(files, 1);
    files.writeFile(`${path}.takeover`, files.readFile(path));
    assert.throws(
      () => take(files, 2, [1]),
      (error) => isPolicyError(error, 'domain-locked'),
    );
  });

  it('half written counts as held while it is new, and as left behind later', () => {
    const files = new MemoryFileStore();
    files.makeFolder('/locks');
    files.writeFile(path, new TextEncoder().encode('{"pid":'));
    const { identity } = portsOf(files, { pid: 2 });
    const at = (now: number): { dispose(): void } => takeLock(files, path, 'x', identity, { now: () => now });
    assert.throws(
      () => at(5000),
      (error) => isPolicyError(error, 'domain-locked'),
    );
    at(20_000).dispose();
  });

  it('is free again after a death at any call', () => {
    for (let call = 1; call <= 6; call += 1)
      for (const when of ['before', 'during', 'after'] as const) {
        const disk = new MemoryFileStore();
        take(disk, 1);
        try {
          take(new FaultyFileStore(disk, { dies: { call, when } }), 2).dispose();
        } catch (error) {
          if (!(error instanceof ProcessDied)) throw error;
        }
        take(disk, 3).dispose();
        assert.equal(disk.stat(path), undefined);
      }
  });
});
