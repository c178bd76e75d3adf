import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancellationTokenSource, neverCancelled } from '../../../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../../../src/core/kernel/errors';
import type { BackupId, GpoId } from '../../../../../src/core/model/ids';
import { eventLoopPacer } from '../../../../../src/platform/hostPorts';
import { NodeFileStore } from '../../../../../src/platform/nodeFileStore';
import { BackupSet } from '../../../../../src/storage/backupSet/backupSet';
import { FaultyFileStore } from '../../../../fakes/faultyFileStore';
import { MemoryFileStore } from '../../../../fakes/memoryFileStore';
import { OpenDomain, portsOf, quietly } from './operationsHarness';

interface Prepared {
  readonly files: MemoryFileStore;
  readonly gpo: GpoId;
  readonly backup: BackupId;
}

async function prepare(): Promise<Prepared> {
  const files = new MemoryFileStore();
  const domain = await OpenDomain.sample(portsOf(files, { pid: 9 }), '/domain');
  const gpo = await domain.gpo('Servers - Startup Scripts');
  return { files, gpo, backup: await domain.backUp(gpo, '/backups') };
}

function state(files: MemoryFileStore, folder: string): string {
  return JSON.stringify([...files.contents(folder)].filter(([path]) => path !== '.work'));
}

describe('faults of the disk', () => {
  it('a full disk: a backup, wherever it fills up, says so and leaves nothing behind', async () => {
    const { files, gpo } = await prepare();
    const [domainBefore, setBefore] = [state(files, '/domain'), state(files, '/backups')];
    let failures = 0;
    for (let freeBytes = 0; ; freeBytes += 1500) {
      const faulty = new FaultyFileStore(files, { freeBytes });
      const domain = await OpenDomain.open(portsOf(faulty), '/domain');
      const error: unknown = await domain.backUp(gpo, '/backups').then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.equal(state(files, '/domain'), domainBefore);
      if (error === undefined) break;
      assert.ok(isPolicyError(error, 'file-disk-full') && error.params.path.startsWith('/backups/'));
      failures += 1;
      const listed = await new BackupSet(portsOf(files), '/backups').list(neverCancelled);
      if (listed.length === 1) assert.equal(state(files, '/backups'), setBefore);
      else {
        // The backup was whole and in its place; only the index could not be written.
        assert.ok(listed.every(({ problem }) => problem === undefined));
        break;
      }
    }
    assert.ok(failures > 5);
  });

  it('a full disk: a restore and an import leave the GPO as it was', async () => {
    const { files, gpo, backup } = await prepare();
    await (await OpenDomain.open(portsOf(files), '/domain')).writer.rename(gpo, 'Changed');
    const before = state(files, '/domain');
    for (let freeBytes = 0; freeBytes <= 3000; freeBytes += 250) {
      const domain = await OpenDomain.open(portsOf(new FaultyFileStore(files, { freeBytes })), '/domain');
      const ref = { folder: '/backups', id: backup };
      for (const work of [
        () => domain.operations.restore(ref, quietly),
        () => domain.operations.importSettings(gpo, ref, undefined, quietly),
      ]) {
        const error: unknown = await work().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) return;
        assert.ok(isPolicyError(error, 'file-disk-full'));
        assert.equal(state(files, '/domain'), before, `${String(freeBytes)} bytes free`);
      }
    }
  });

  it('a read-only folder is named, for a backup and for a domain', async () => {
    const { files, gpo, backup } = await prepare();
    const toReadOnly = await OpenDomain.open(
      portsOf(new FaultyFileStore(files, { readOnly: ['/backups'] })),
      '/domain',
    );
    await assert.rejects(
      toReadOnly.backUp(gpo, '/backups'),
      (error) => isPolicyError(error, 'file-read-only') && error.params.path.startsWith('/backups'),
    );
    const readOnly = await OpenDomain.open(portsOf(new FaultyFileStore(files, { readOnly: ['/domain'] })), '/domain');
    const before = state(files, '/domain');
    assert.equal((await readOnly.provider.reader.gpo(gpo)).id, gpo);
    await assert.rejects(
      readOnly.operations.restore({ folder: '/backups', id: backup }, quietly),
      (error) => isPolicyError(error, 'file-read-only') && error.params.path.startsWith('/domain'),
    );
    assert.equal(state(files, '/domain'), before);
    // One can always back up from it.
    await readOnly.backUp(gpo, '/backups');
  });

  it('a second window: a change is refused while another one lasts, naming who holds the lock', async () => {
    const { files, gpo, backup } = await prepare();
    const alive = new Set([1, 2]);
    const [first, second] = [1, 2].map((pid) => OpenDomain.open(portsOf(files, { pid, alive }), '/domain'));
    const [one, two] = [await first, await second];
    assert.ok(one !== undefined && two !== undefined);
    let refused = 0;
    await one.operations.restore(
      { folder: '/backups', id: backup },
      {
        token: neverCancelled,
        progress: () => {
          void two.writer.rename(gpo, 'Renamed by another').catch((error: unknown) => {
            if (isPolicyError(error, 'domain-locked')) refused += 1;
          });
        },
      },
    );
    await Promise.resolve();
    assert.ok(refused > 0);
    await two.writer.rename(gpo, 'Renamed afterwards');
    assert.equal((await one.provider.reader.gpo(gpo)).name, 'Renamed afterwards');
  });
});

describe('names that are hard to write', () => {
  const names = [
    `quotes " and ' and \``,
    '$(calc) ; & | <b> ]]> %PATH%',
    'Gr\u00fc\u00dfe \u65e5\u672c\u8a9e \u{1f600} \u0627\u0644\u0639\u0631\u0628\u064a\u0629',
    'a trailing dot.',
    '..',
    'x'.repeat(255),
  ];
  it('come back from backup, restore and copy as they were', async () => {
    const { files, gpo } = await prepare();
    const domain = await OpenDomain.open(portsOf(files), '/domain');
    for (const [index, name] of names.entries()) {
      await domain.writer.rename(gpo, name);
      const set = `/named ${String(index)}`;
      const id = await domain.backUp(gpo, set);
      const [listed] = await new BackupSet(domain.ports, set).list(neverCancelled);
      assert.equal(listed?.gpoName, name);
      assert.equal(listed.inManifest, true);
      await domain.writer.rename(gpo, 'in between');
      await domain.operations.restore({ folder: set, id }, quietly);
      assert.equal((await domain.provider.reader.gpo(gpo)).name, name);
    }
  });

  for (const [name, reason] of [
    ['two\nlines', 'control-characters'],
    ['x'.repeat(256), 'too-long'],
    ['  ', 'empty'],
  ] as const)
    it(`are refused: ${reason}`, async () => {
      const { files, gpo } = await prepare();
      const domain = await OpenDomain.open(portsOf(files), '/domain');
      await assert.rejects(
        domain.writer.rename(gpo, name),
        (error) => isPolicyError(error, 'gpo-name-invalid') && error.params.reason === reason,
      );
    });
});

describe('Cancel in the middle of a large GPO', () => {
  const work = mkdtempSync(join(tmpdir(), 'gpo-cancel-'));
  after(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it('is heard within one chunk, in a backup and in a restore of 100 MB', async function () {
    this.timeout(60_000);
    const files = new NodeFileStore();
    const domain = await OpenDomain.sample(portsOf(files, { pacer: eventLoopPacer() }), join(work, 'domain'));
    const gpo = await domain.gpo('Servers - Startup Scripts');
    const folder = join(work, 'domain', 'sysvol', 'Policies', gpo, 'Machine', 'Scripts', 'Startup');
    writeFileSync(join(folder, 'setup.msi'), Buffer.alloc(100 * 1024 * 1024, 7));
    const set = join(work, 'set');
    const backup = await domain.backUp(gpo, set);
    const operations: Readonly<Record<string, (run: typeof quietly) => Promise<unknown>>> = {
      backup: (run) => domain.backUp(gpo, set, run),
      restore: (run) => domain.operations.restore({ folder: set, id: backup }, run),
      copy: (run) =>
        domain.operations.copy(gpo, { domain: domain.address, name: 'Copy', copyAcl: false, mapping: undefined }, run),
    };
    for (const [name, start] of Object.entries(operations)) {
      const source = new CancellationTokenSource();
      // The fifth look at the token after the work has begun is in the middle of the file: it has a hundred chunks.
      let looks = 0;
      let chunksAfter = 0;
      const token = {
        get isCancellationRequested(): boolean {
          looks += 1;
          if (looks === 60) source.cancel();
          if (looks > 60) chunksAfter += 1;
          return source.token.isCancellationRequested;
        },
        onCancellationRequested: source.token.onCancellationRequested,
      };
      await assert.rejects(
        start({ token, progress: () => undefined }),
        (error) => isPolicyError(error, 'cancelled'),
        name,
      );
      assert.ok(looks >= 60 && chunksAfter <= 2, `${name}: ${String(chunksAfter)} looks after Cancel`);
    }
    assert.deepEqual(
      (await new BackupSet(domain.ports, set).list(neverCancelled)).map(({ id }) => id),
      [backup],
    );
  });
});
