import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CancellationTokenSource, neverCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import type { SessionProcess } from '../../../../src/core/ports/sessionProcess';
import { startPowerShell } from '../../../../src/platform/powershell/startPowerShell';
import { endMs, handshakeMs, Session } from '../../../../src/providers/gpmc/session/session';
import { handshake } from '../../../fakes/fakeSessionProcess';
import { ManualTimers } from '../../../fakes/manualTimers';

const peer = join(__dirname, '..', '..', '..', 'fixtures', 'sessionPeer.cjs');
const quiet = { token: neverCancelled, onProgress: (): void => undefined };

/** A session with a real process, which plays PowerShell. */
class RealBench {
  readonly timers = new ManualTimers();
  readonly processes: SessionProcess[] = [];
  readonly session: Session;

  constructor(behaviour = '', executable = process.execPath) {
    this.session = new Session({
      executable,
      start: () => {
        const started = startPowerShell({
          executable,
          args: [peer],
          env: {
            ...process.env,
            NODE_POWERSHELL: '/somebody/elses/powershell',
            SESSION_PEER: behaviour,
            SESSION_HANDSHAKE: JSON.stringify(handshake),
          },
        });
        this.processes.push(started);
        return started;
      },
      timers: this.timers,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
  }

  /** Ends the session, however it behaves, and waits until no process is left. */
  async end(): Promise<void> {
    this.session.dispose();
    this.timers.pass(endMs);
    await Promise.all(this.processes.map(({ ended }) => ended));
  }
}

describe('a PowerShell process', () => {
  let bench: RealBench;
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  before(() => process.on('unhandledRejection', note));
  after(() => process.off('unhandledRejection', note));
  afterEach(async () => {
    await bench.end();
    assert.deepEqual(rejections, []);
  });

  it('is given its arguments, and an environment without escape sequences and without a detour', async () => {
    bench = new RealBench();
    process.env['NODE_POWERSHELL'] = '/somebody/elses/powershell';
    try {
      const ready = await bench.session.ready();
      const { args, env } = (await ready.request('environment', {}, quiet)) as {
        readonly args: readonly string[];
        readonly env: Readonly<Record<string, string>>;
      };
      assert.deepEqual(args.slice(0, 2), ['-NoProfile', '-NonInteractive']);
      assert.deepEqual(args.slice(-3), ['-NoExit', '-Command', '-']);
      assert.deepEqual([env['TERM'], env['NO_COLOR'], env['NODE_POWERSHELL']], ['dumb', '1', undefined]);
    } finally {
      delete process.env['NODE_POWERSHELL'];
    }
  });

  it('that is missing is told as such', async () => {
    bench = new RealBench('', '/nowhere/powershell.exe');
    await assert.rejects(
      bench.session.ready(),
      (error) => isPolicyError(error, 'session-not-started') && error.params.reason.includes('ENOENT'),
    );
  });

  it('that exits at once is told with what it printed', async () => {
    bench = new RealBench('exits-at-once');
    await assert.rejects(
      bench.session.ready(),
      (error) => isPolicyError(error, 'session-ended') && /exit code 3\nThe term is not/.test(error.params.detail),
    );
  });

  it('that says nothing at all is killed', async () => {
    bench = new RealBench('silent');
    const ready = bench.session.ready();
    await nextTurn();
    bench.timers.pass(handshakeMs);
    await assert.rejects(ready, (error) => isPolicyError(error, 'session-timeout'));
    const [killed] = bench.processes;
    assert.deepEqual(await killed?.ended, { kind: 'exited', code: null, signal: 'SIGKILL' });
  });

  it('that is killed in the middle of a request rejects it, and another one is started', async () => {
    bench = new RealBench();
    const ready = await bench.session.ready();
    await assert.rejects(ready.request('dies', {}, quiet), (error) => isPolicyError(error, 'session-ended'));
    const again = bench.session.ready();
    bench.timers.pass(1000);
    assert.deepEqual((await again).handshake, handshake);
    assert.notEqual(bench.processes[0]?.pid, bench.processes[1]?.pid);
  });

  it('that writes 50 MB without a line end is ended', async () => {
    bench = new RealBench();
    const ready = await bench.session.ready();
    await assert.rejects(
      ready.request('long', {}, quiet),
      (error) => isPolicyError(error, 'session-ended') && error.params.detail.includes('too long'),
    );
  });

  it('hears Cancel while it works, and ends at the end of its input', async () => {
    bench = new RealBench();
    const ready = await bench.session.ready();
    const source = new CancellationTokenSource();
    const work = ready.request('waits', {}, { token: source.token, onProgress: () => source.cancel() });
    await assert.rejects(work, /cancelled/);
    bench.session.dispose();
    assert.deepEqual(await bench.processes[0]?.ended, { kind: 'exited', code: 0, signal: null });
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
