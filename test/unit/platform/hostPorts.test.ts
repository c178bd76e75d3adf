import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { CancellationTokenSource, neverCancelled } from '../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../src/core/kernel/errors';
import { parseGuid } from '../../../src/core/model/ids';
import { eventLoopPacer, processIdentity, randomGuids, sha256 } from '../../../src/platform/hostPorts';

describe('the pacer', () => {
  it('lets the event loop run when work has lasted some milliseconds, and not before', async () => {
    const pacer = eventLoopPacer();
    const turns = { count: 0 };
    const count = (): void => {
      turns.count += 1;
      setImmediate(count).unref();
    };
    setImmediate(count).unref();
    await pacer.breathe(neverCancelled);
    assert.deepEqual(turns, { count: 0 });
    const until = performance.now() + 25;
    while (performance.now() < until) Math.sqrt(2);
    await pacer.breathe(neverCancelled);
    assert.ok(turns.count > 0);
  });

  it('throws for somebody who cancelled, before and after the turn', async () => {
    const source = new CancellationTokenSource();
    const pacer = eventLoopPacer();
    const until = performance.now() + 25;
    while (performance.now() < until) Math.sqrt(2);
    const breath = pacer.breathe(source.token);
    source.cancel();
    await assert.rejects(breath, (error) => isPolicyError(error, 'cancelled'));
    await assert.rejects(pacer.breathe(source.token), (error) => isPolicyError(error, 'cancelled'));
  });
});

describe('the process', () => {
  it('knows itself alive, and another start of its pid not', () => {
    const identity = processIdentity();
    assert.equal(identity.isAlive(identity), true);
    assert.equal(
      identity.isAlive({ ...identity, startTime: identity.startTime - 60_000 }),
      process.platform !== 'linux',
    );
    assert.equal(identity.isAlive({ ...identity, host: 'elsewhere', pid: 1 }), true);
  });

  it('knows a process that has ended', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    const identity = processIdentity();
    assert.equal(identity.isAlive({ ...identity, pid }), false);
  });

  it('knows one that has ended though its parent has not asked how', async () => {
    if (!existsSync('/proc/self/stat')) return;
    const startTime = Date.now();
    // What a shell becomes by exec does not ask for the shell's children.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
      const identity = processIdentity();
      const child = { ...identity, pid: Number(printed.toString()), startTime };
      assert.equal(identity.isAlive(child), true);
      const state = (): string => readFileSync(`/proc/${String(child.pid)}/stat`, 'latin1').replace(/^.*\) /s, '');
      while (!state().startsWith('Z')) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(identity.isAlive(child), false);
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('has the same start time for every look', () => {
    assert.equal(processIdentity().startTime, processIdentity().startTime);
  });
});

describe('ids and hashes', () => {
  it('are fresh GUIDs in the form of the model, and SHA-256 in lower case', () => {
    const guids = Array.from({ length: 100 }, () => randomGuids.next());
    assert.equal(new Set(guids).size, 100);
    for (const guid of guids) assert.equal(parseGuid(guid), guid);
    assert.equal(
      sha256.sha256(new TextEncoder().encode('abc')),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
