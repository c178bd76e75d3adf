import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isPolicyError, type ErrorCode } from '../../../src/core/kernel/errors';
import { toFileError } from '../../../src/platform/fileErrors';
import { NodeFileStore } from '../../../src/platform/nodeFileStore';
import { retryWhileBusy } from '../../../src/platform/retryWhileBusy';
import { makeStateFolder, stateFolder } from '../../../src/platform/stateFolder';
import type { FileStore } from '../../../src/core/ports/fileStore';
import { MemoryFileStore } from '../../fakes/memoryFileStore';

const work = mkdtempSync(join(tmpdir(), 'gpo-files-'));
after(() => {
  rmSync(work, { recursive: true, force: true });
});

function errno(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** What every file store does, the one in memory that other tests trust too. */
function describeFileStore(name: string, make: () => { readonly files: FileStore; readonly root: string }): void {
  describe(name, () => {
    const { files, root } = make();
    const at = (...parts: readonly string[]): string => files.join(root, ...parts);
    const bytes = new TextEncoder().encode('abc');
    const code =
      (expected: ErrorCode, path: string) =>
      (error: unknown): boolean =>
        isPolicyError(error) && error.code === expected && 'path' in error.params && error.params.path === path;

    it('writes, reads, lists and removes', () => {
      files.makeFolder(at('a', 'b'));
      files.makeFolder(at('a', 'b'));
      files.writeFile(at('a', 'file'), bytes);
      assert.deepEqual(new Uint8Array(files.readFile(at('a', 'file'))), bytes);
      assert.deepEqual(
        [...files.list(at('a'))].sort((x, y) => (x.name < y.name ? -1 : 1)),
        [
          { name: 'b', kind: 'folder' },
          { name: 'file', kind: 'file' },
        ],
      );
      assert.equal(files.stat(at('a', 'file'))?.size, 3);
      files.removeFile(at('a', 'file'));
      files.removeFile(at('a', 'file'));
      assert.equal(files.stat(at('a', 'file')), undefined);
      files.removeFolder(at('a', 'b'));
    });

    it('reads and writes in chunks', () => {
      const file = files.open(at('chunks'), 'write');
      file.write(bytes);
      file.write(bytes);
      file.sync();
      file.close();
      const again = files.open(at('chunks'), 'read');
      const buffer = new Uint8Array(4);
      assert.deepEqual([again.read(buffer), Buffer.from(buffer).toString()], [4, 'abca']);
      assert.equal(again.read(buffer), 2);
      assert.equal(again.read(buffer), 0);
      again.sync();
      again.close();
    });

    it('creates only what is not there', () => {
      files.createFile(at('once'), bytes);
      assert.throws(() => files.createFile(at('once'), bytes), code('file-exists', at('once')));
      assert.throws(() => files.copyFile(at('once'), at('once')), code('file-exists', at('once')));
      files.copyFile(at('once'), at('twice'));
      assert.equal(files.stat(at('twice'))?.size, 3);
    });

    it('replaces files and empty folders by renaming, but no folder that holds something', () => {
      files.writeFile(at('new'), new TextEncoder().encode('new'));
      files.rename(at('new'), at('once'));
      assert.equal(Buffer.from(files.readFile(at('once'))).toString(), 'new');
      files.makeFolder(at('full', 'x'));
      files.makeFolder(at('moving'));
      assert.throws(() => files.rename(at('moving'), at('full')), code('file-exists', at('full')));
      assert.throws(() => files.removeFolder(at('full')), code('file-exists', at('full')));
      assert.throws(() => files.rename(at('nothing'), at('else')), code('file-not-found', at('nothing')));
    });

    it('says what is not there', () => {
      for (const call of [
        () => files.readFile(at('no')),
        () => files.list(at('no')),
        () => files.open(at('no'), 'read'),
      ])
        assert.throws(call, code('file-not-found', at('no')));
    });
  });
}

describeFileStore('NodeFileStore', () => ({ files: new NodeFileStore(), root: join(work, 'store') }));
describeFileStore('MemoryFileStore', () => ({ files: new MemoryFileStore(), root: '/store' }));

describe('NodeFileStore on this host', () => {
  it('does not follow links', () => {
    const files = new NodeFileStore();
    files.makeFolder(join(work, 'links'));
    symlinkSync('/etc', join(work, 'links', 'etc'));
    assert.equal(files.stat(join(work, 'links', 'etc'))?.kind, 'link');
    assert.deepEqual(files.list(join(work, 'links')), [{ name: 'etc', kind: 'link' }]);
    files.removeFile(join(work, 'links', 'etc'));
    assert.ok(existsSync('/etc'));
  });

  it('refuses every UNC path before it is used, and names the host', () => {
    const files = new NodeFileStore(['\\\\files\\backups', '//nas/share']);
    for (const path of [
      '\\\\evil\\share\\x',
      '//evil/share/x',
      '\\/evil\\share',
      '\\\\evil',
      '\\\\?\\UNC\\evil\\share\\x',
      '\\\\files\\backups-of-somebody-else\\x',
    ])
      for (const call of [
        () => files.stat(path),
        () => files.list(path),
        () => files.readFile(path),
        () => files.open(path, 'read'),
        () => files.writeFile(path, new Uint8Array()),
        () => files.createFile(path, new Uint8Array()),
        () => files.makeFolder(path),
        () => files.rename(path, join(work, 'x')),
        () => files.rename(join(work, 'x'), path),
        () => files.copyFile(path, join(work, 'x')),
        () => files.copyFile(join(work, 'x'), path),
        () => files.removeFile(path),
        () => files.removeFolder(path),
      ])
        assert.throws(
          call,
          (error) => isPolicyError(error, 'unc-path-refused') && /^(?:evil|files)$/.test(error.params.host),
        );
  });

  it('reaches below the UNC folders that the user chose', () => {
    const files = new NodeFileStore(['\\\\files\\backups', '//nas/share']);
    for (const path of ['\\\\FILES\\Backups\\x', '//nas/share/x']) assert.equal(files.stat(path), undefined);
  });

  it('reaches what the user named as long as he was asked for it', () => {
    const files = new NodeFileStore();
    const refused = (path: string): void => {
      assert.throws(
        () => files.stat(path),
        (error) => isPolicyError(error, 'unc-path-refused'),
      );
    };
    const [first, second] = [files.allowUnc('//nas/share/'), files.allowUnc('\\\\NAS\\t.migtable')];
    const again = files.allowUnc('//nas/share');
    assert.equal(files.stat('//nas/share/x'), undefined);
    assert.equal(files.stat('\\\\nas\\T.migtable'), undefined);
    refused('\\\\nas\\other.migtable');
    first.dispose();
    second.dispose();
    assert.equal(files.stat('//nas/share/x'), undefined, 'somebody else still needs it');
    refused('\\\\nas\\T.migtable');
    again.dispose();
    again.dispose();
    refused('//nas/share/x');
  });

  it('turns error numbers into codes', () => {
    const expected: Readonly<Record<string, ErrorCode>> = {
      ENOENT: 'file-not-found',
      ENOTDIR: 'file-not-found',
      EACCES: 'file-access-denied',
      EPERM: 'file-access-denied',
      EROFS: 'file-read-only',
      EBUSY: 'file-busy',
      ENOSPC: 'file-disk-full',
      EDQUOT: 'file-disk-full',
      EEXIST: 'file-exists',
      ENOTEMPTY: 'file-exists',
      EIO: 'file-failed',
    };
    for (const [number, code] of Object.entries(expected)) {
      const error = toFileError('/x', errno(number));
      assert.deepEqual(
        [error.code, error.params],
        [code, code === 'file-failed' ? { path: '/x', reason: 'EIO' } : { path: '/x' }],
      );
      assert.equal(toFileError('/y', error), error);
    }
  });

  it('takes long paths', () => {
    const files = new NodeFileStore();
    const folder = join(work, ...Array.from({ length: 8 }, () => 'x'.repeat(200)));
    files.makeFolder(folder);
    files.writeFile(join(folder, 'file'), new Uint8Array(1));
    assert.equal(files.stat(join(folder, 'file'))?.size, 1);
  });
});

describe('retryWhileBusy', () => {
  it('repeats on Windows until the file is free, and gives up after a while', () => {
    const pauses: number[] = [];
    let calls = 0;
    const busyFor = (times: number): (() => void) => {
      calls = 0;
      return () => {
        calls += 1;
        if (calls <= times) throw errno('EBUSY');
      };
    };
    retryWhileBusy(busyFor(3), 'win32', (milliseconds) => pauses.push(milliseconds));
    assert.deepEqual([calls, pauses], [4, [10, 20, 40]]);
    assert.throws(() => {
      retryWhileBusy(busyFor(100), 'win32', () => undefined);
    }, /EBUSY/);
    assert.equal(calls, 7);
  });

  it('does not repeat what will not change, nor on other systems', () => {
    for (const [code, platform] of [
      ['ENOENT', 'win32'],
      ['EBUSY', 'linux'],
    ] as const) {
      let calls = 0;
      assert.throws(() => {
        retryWhileBusy(
          () => {
            calls += 1;
            throw errno(code);
          },
          platform,
          () => assert.fail('no pause'),
        );
      });
      assert.equal(calls, 1);
    }
  });
});

describe('the state folder', () => {
  it('is where the system keeps such things', () => {
    assert.equal(stateFolder({ XDG_STATE_HOME: '/state' }), join('/state', 'group-policy'));
    assert.match(stateFolder({}), /[\\/]\.local[\\/]state[\\/]group-policy$/);
  });

  it('is for its user only, also when it was there before', () => {
    const folder = join(work, 'state', 'group-policy');
    makeStateFolder(folder);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    chmodSync(folder, 0o755);
    makeStateFolder(folder);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    writeFileSync(join(work, 'a file'), '');
    assert.throws(
      () => {
        makeStateFolder(join(work, 'a file', 'below'));
      },
      (error) => isPolicyError(error, 'file-not-found'),
    );
  });
});

describe('paths of the real file store', () => {
  const part = fc.constantFrom('a', 'b c', '.', '..', '', '/', '//', 'x/y', '.staging', 'C:\\', '\\', 'a..', '...');

  it('are joined as Node joins them, short cuts included', () => {
    const files = new NodeFileStore();
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.array(part, { minLength: 1, maxLength: 3 }), (above, names) => {
        const folder = `/${above.join('/')}`;
        assert.equal(files.join(folder, ...names), join(folder, ...names));
        assert.equal(files.join(...above, ...names), join(...above, ...names));
      }),
      { numRuns: 2000 },
    );
  });
});
