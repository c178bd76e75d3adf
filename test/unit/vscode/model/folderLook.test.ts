import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disposable } from '../../../../src/core/kernel/disposable';
import { lookAtFolder, type FolderTimes } from '../../../../src/vscode/model/folderLook';
import { ManualTimers } from '../../../fakes/manualTimers';

describe('looking at a folder', () => {
  let parent: string;
  let folder: string;
  let timers: ManualTimers;
  let calls: number;
  let changes: number;
  let looking: Disposable;

  const count = <T>(answer: () => T, otherwise: T): Promise<T> => {
    calls++;
    try {
      return Promise.resolve(answer());
    } catch {
      return Promise.resolve(otherwise);
    }
  };
  const times: FolderTimes = {
    now: () => Date.now(),
    modified: (path) => count<number | undefined>(() => statSync(path).mtimeMs, undefined),
    foldersIn: (path) =>
      count(
        () =>
          readdirSync(path, { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .map(({ name }) => join(path, name)),
        [],
      ),
  };
  /** Everything that was asked for has been answered. */
  const answered = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const interval = async (): Promise<void> => {
    timers.pass(5000);
    await answered();
  };
  const start = async (): Promise<void> => {
    looking = lookAtFolder(folder, () => changes++, times, timers);
    await answered();
  };

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'look-'));
    folder = join(parent, 'domain');
    mkdirSync(join(folder, 'ad', 'gpos', 'below'), { recursive: true });
    writeFileSync(join(folder, 'ad', 'gpos', 'kiosk.json'), 'before');
    // times of the past: a change within one tick of the clock would not be seen
    for (const path of ['', 'ad', 'ad/gpos']) utimesSync(join(folder, path), 1000, 1000);
    timers = new ManualTimers();
    calls = 0;
    changes = 0;
  });
  afterEach(() => {
    looking.dispose();
    assert.equal(timers.waiting, 0);
    rmSync(parent, { recursive: true });
  });

  it('says nothing of a folder that stays as it is', async () => {
    await start();
    await interval();
    await interval();
    assert.equal(changes, 0);
  });

  it('tells once of what changed as it began, which may have been read half', async () => {
    mkdirSync(join(folder, 'ad', 'new'));
    await start();
    assert.equal(changes, 1);
    await interval();
    assert.equal(changes, 1);
  });

  it('tells once of a file that was replaced two levels below', async () => {
    await start();
    const file = join(folder, 'ad', 'gpos', 'kiosk.json');
    writeFileSync(`${file}.new`, 'after');
    renameSync(`${file}.new`, file);
    await interval();
    await interval();
    assert.equal(changes, 1);
  });

  it('tells of a change in a folder that came later', async () => {
    await start();
    mkdirSync(join(folder, 'sysvol'));
    await interval();
    utimesSync(join(folder, 'sysvol'), 2000, 2000);
    await interval();
    assert.equal(changes, 2);
  });

  it('tells of a folder that goes and comes back', async () => {
    await start();
    renameSync(folder, `${folder}-away`);
    await interval();
    assert.equal(changes, 1);
    renameSync(`${folder}-away`, folder);
    await interval();
    assert.equal(changes, 2);
  });

  it('asks for one time only where a folder holds a long list', async () => {
    for (let each = 0; each < 100; each++) mkdirSync(join(folder, `backup ${String(each)}`));
    utimesSync(folder, 1000, 1000);
    await start();
    calls = 0;
    await interval();
    assert.equal(calls, 1);
    mkdirSync(join(folder, 'one more'));
    await interval();
    assert.equal(changes, 1);
  });

  it('ends while it looks', async () => {
    await start();
    mkdirSync(join(folder, 'new'));
    timers.pass(5000);
    looking.dispose();
    await answered();
    assert.equal(changes, 0);
  });
});
