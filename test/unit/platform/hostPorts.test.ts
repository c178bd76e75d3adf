import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
