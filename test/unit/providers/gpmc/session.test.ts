import assert from 'node:assert/strict';
import { CancellationTokenSource, neverCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError, type ErrorCode } from '../../../../src/core/kernel/errors';
import { longestLine } from '../../../../src/providers/gpmc/session/jsonLines';
import {
  backOffMs,
  bootLine,
  endMs,
  handshakeMs,
  Session,
  type SessionState,
} from '../../../../src/providers/gpmc/session/session';
import { FakeSessionProcess, greetingProcess, handshake } from '../../../fakes/fakeSessionProcess';
import { ManualTimers } from '../../../fakes/manualTimers';

const quiet = { token: neverCancelled, onProgress: (): void => undefined };

/** A session whose processes are `next`, each started with what `make` makes. */
class Bench {
  readonly timers = new ManualTimers();
  readonly processes: FakeSessionProcess[] = [];
  readonly log: string[] = [];
  readonly session: Session;

  constructor(make: (index: number) => FakeSessionProcess) {
    const note = (message: string): void => void this.log.push(message);
    this.session = new Session({
      executable: 'C:\\powershell.exe',
      start: () => {
        const process = make(this.processes.length);
        this.processes.push(process);
        return process;
      },
      timers: this.timers,
      logger: { info: note, warn: note, error: note },
    });
  }

  get process(): FakeSessionProcess {
    const last = this.processes.at(-1);
    assert.ok(last !== undefined);
    return last;
  }

  /** A crash while ready, noticed. */
  async crash(): Promise<void> {
    const noticed = this.becomes('stopped', 'failed');
    this.process.exit(1);
    await noticed;
  }

  /** Waits until the session is in one of these states. */
  becomes(...kinds: readonly SessionState['kind'][]): Promise<SessionState> {
    return new Promise((resolve) => {
      const listening = this.session.onDidChangeState((state) => {
        if (!kinds.includes(state.kind)) return;
        listening.dispose();
        resolve(state);
      });
    });
  }
}

async function failsWith(work: Promise<unknown>, code: ErrorCode): Promise<void> {
  await assert.rejects(work, (error) => isPolicyError(error, code) || assert.fail(String(error)));
}

describe('a PowerShell session', () => {
  it('starts nothing before it is asked for, and then once for all', async () => {
    const bench = new Bench(() => greetingProcess());
    assert.equal(bench.session.state.kind, 'stopped');
    assert.equal(bench.processes.length, 0);
    const [one, two] = await Promise.all([bench.session.ready(), bench.session.ready()]);
    assert.equal(one, two);
    assert.equal(bench.processes.length, 1);
    assert.deepEqual(bench.session.state, { kind: 'ready', handshake });
    assert.equal(bench.process.lines[0], bootLine);
    assert.equal(bench.timers.waiting, 0, 'the deadline of the handshake is over');
  });

  it('writes ASCII only, one line a message', async () => {
    const bench = new Bench(() => greetingProcess(({ id }, process) => process.answer(id, 'Grün\u2028')));
    const ready = await bench.session.ready();
    assert.equal(await ready.request('x', { name: 'Größe 😀\n"\u2028' }, quiet), 'Grün\u2028');
    const line = bench.process.lines.at(-1) ?? '';
    assert.match(line, /^[\x20-\x7E]*$/);
    assert.deepEqual((JSON.parse(line) as { params: unknown }).params, { name: 'Größe 😀\n"\u2028' });
  });

  it('puts lines that are no messages into the log, and waits for the rest of half a line', async () => {
    const bench = new Bench(() => new FakeSessionProcess());
    const ready = bench.session.ready();
    await turn();
    bench.process.print('PS C:\\> \r\nWARNING: {not json}\n{"a":1}\n{"jsonrpc":"2.0","id":0,"res');
    bench.process.print('ult":');
    bench.process.print(`${JSON.stringify(handshake)}}\r\n`);
    assert.deepEqual((await ready).handshake, handshake);
    assert.deepEqual(
      ['PS C:\\>', 'WARNING: {not json}', '{"a":1}'].filter((line) => !bench.log.includes(`PowerShell: ${line}`)),
      [],
    );
  });

  it('streams to the request that asked, and cancels it by its id', async () => {
    const bench = new Bench(() =>
      greetingProcess(({ id, method, params }, process) => {
        if (method === '$/cancelRequest') process.fail(params['id'] as number, { kind: 'cancelled' });
        else process.progress(id, method);
      }),
    );
    const ready = await bench.session.ready();
    const heard: unknown[] = [];
    const source = new CancellationTokenSource();
    const first = ready.request('first', {}, { token: source.token, onProgress: (value) => heard.push(['1', value]) });
    const both = new Promise<void>((resolve) => {
      const onProgress = (value: unknown): void => {
        heard.push(['2', value]);
        resolve();
      };
      ready.request('second', {}, { token: neverCancelled, onProgress }).catch(() => undefined);
    });
    await both;
    assert.deepEqual(heard, [
      ['1', 'first'],
      ['2', 'second'],
    ]);
    source.cancel();
    await assert.rejects(first, /failed/);
  });

  it('gives up a peer that never answers, and ends it', async () => {
    const bench = new Bench(() => new FakeSessionProcess());
    const ready = bench.session.ready();
    await turn();
    bench.timers.pass(handshakeMs - 1);
    assert.equal(bench.session.state.kind, 'starting');
    bench.timers.pass(1);
    await failsWith(ready, 'session-timeout');
    assert.ok(bench.process.killed);
  });

  it('says why it could not start', async () => {
    const cases: readonly (readonly [(process: FakeSessionProcess) => void, ErrorCode])[] = [
      [(process) => process.cannotStart('ENOENT'), 'session-not-started'],
      [(process) => process.exit(1), 'session-ended'],
      [
        (process) =>
          process.printError(
            '+ FullyQualifiedErrorId : UnauthorizedAccess\n+ CategoryInfo : SecurityError: (:) [], PSSecurityException\n',
          ),
        'script-forbidden',
      ],
      [(process) => process.answer(0, { ...handshake, protocol: 99 }), 'session-protocol'],
      [(process) => process.answer(0, { nonsense: true }), 'gpmc-answer-invalid'],
    ];
    for (const [happen, code] of cases) {
      const bench = new Bench(() => new FakeSessionProcess());
      const ready = bench.session.ready();
      await turn();
      happen(bench.process);
      await failsWith(ready, code);
    }
  });

  it('ends at a line without end, and rejects what was pending', async () => {
    const bench = new Bench(() => greetingProcess());
    const pending = (await bench.session.ready()).request('gpos/list', {}, quiet);
    const piece = 'x'.repeat(1024 * 1024);
    for (let length = 0; length <= longestLine; length += piece.length) bench.process.print(piece);
    await failsWith(pending, 'session-ended');
    assert.ok(bench.process.killed);
  });

  it('rejects what was pending when the process dies, with what it said last', async () => {
    const bench = new Bench(() => greetingProcess());
    const ready = await bench.session.ready();
    const pending = ready.request('gpo/backup', {}, quiet);
    bench.process.printError('Out of memory.\n');
    bench.process.exit(null, 'SIGSEGV');
    await assert.rejects(
      pending,
      (error) => isPolicyError(error, 'session-ended') && /SIGSEGV\nOut of memory/.test(error.params.detail),
    );
    await failsWith(ready.request('gpo/backup', {}, quiet), 'session-ended');
    assert.equal(bench.session.state.kind, 'stopped');
  });

  it('starts again at the next request, each time after a longer wait, and fails at the third crash', async () => {
    const bench = new Bench(() => greetingProcess());
    await bench.session.ready();
    await bench.crash();
    for (const wait of backOffMs.slice(1)) {
      const again = bench.session.ready();
      const started = bench.processes.length;
      bench.timers.pass(wait - 1);
      await turn();
      assert.equal(bench.processes.length, started, 'not before its time');
      bench.timers.pass(1);
      await again;
      assert.equal(bench.processes.length, started + 1);
      await bench.crash();
    }
    assert.equal(bench.session.state.kind, 'failed');
    await failsWith(bench.session.ready(), 'session-failed');
    assert.equal(bench.processes.length, 3);
    bench.session.restart();
    await bench.session.ready();
    assert.equal(bench.processes.length, 4);
  });

  it('forgets crashes after five minutes', async () => {
    const bench = new Bench(() => greetingProcess());
    for (let crash = 0; crash < 5; crash += 1) {
      await bench.session.ready();
      await bench.crash();
      assert.equal(bench.session.state.kind, 'stopped');
      bench.timers.pass(5 * 60_000);
    }
  });

  it('asks to end by the end of input, and kills what does not', async () => {
    const bench = new Bench(() => greetingProcess());
    await bench.session.ready();
    bench.session.dispose();
    assert.equal(bench.session.state.kind, 'stopping');
    assert.ok(bench.process.inputEnded && !bench.process.killed);
    bench.timers.pass(endMs - 1);
    assert.ok(!bench.process.killed);
    const stopped = bench.becomes('stopped');
    bench.timers.pass(1);
    assert.ok(bench.process.killed);
    await stopped;
    await failsWith(bench.session.ready(), 'session-ended');
  });

  it('does not kill what ends in time', async () => {
    const bench = new Bench(() => greetingProcess());
    await bench.session.ready();
    bench.session.dispose();
    const stopped = bench.becomes('stopped');
    bench.process.exit(0);
    await stopped;
    assert.equal(bench.timers.waiting, 0);
  });
});

/** Lets promises that are settled be heard. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
