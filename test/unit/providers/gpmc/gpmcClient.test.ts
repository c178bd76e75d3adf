import assert from 'node:assert/strict';
import { CancellationTokenSource, neverCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError, type ErrorCode } from '../../../../src/core/kernel/errors';
import { parseGpoId, parseSomPath, type GpoId, type SomPath } from '../../../../src/core/model/ids';
import { GpmcClient } from '../../../../src/providers/gpmc/client/gpmcClient';
import type { FailureData, OpenedDomain } from '../../../../src/providers/gpmc/protocol';
import { Session } from '../../../../src/providers/gpmc/session/session';
import { greetingProcess, type FakeSessionProcess, type PeerMessage } from '../../../fakes/fakeSessionProcess';
import { ManualTimers } from '../../../fakes/manualTimers';

const opened: OpenedDomain = {
  dnsName: 'contoso.com',
  netbiosName: 'CONTOSO',
  sid: 'S-1-5-21-1-2-3',
  guid: '{11111111-2222-4333-8444-555555555555}',
  controller: 'dc2.contoso.com',
  distinguishedName: 'DC=contoso,DC=com',
  account: 'CONTOSO\\admin',
};
const quiet = { token: neverCancelled };
const gpo = parseGpoId('{31B2F340-016D-11D2-945F-00C04FB984F9}') as GpoId;
const som = parseSomPath('OU=Servers,DC=contoso,DC=com') as SomPath;

/** A client whose session's processes answer requests of an open domain with `answer`. */
class ClientBench {
  readonly timers = new ManualTimers();
  readonly processes: FakeSessionProcess[] = [];
  readonly asked: PeerMessage[] = [];
  readonly client: GpmcClient;

  constructor(answer: (message: PeerMessage, process: FakeSessionProcess) => void) {
    const session = new Session({
      executable: 'powershell.exe',
      start: () => {
        const process = greetingProcess((message, self) => {
          this.asked.push(message);
          if (message.method === 'domain/open') self.answer(message.id, opened);
          else answer(message, self);
        });
        this.processes.push(process);
        return process;
      },
      timers: this.timers,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    this.client = new GpmcClient(session, { dnsName: 'contoso.com', controller: { kind: 'any' } });
  }

  get methods(): readonly string[] {
    return this.asked.map(({ method }) => method);
  }
}

describe('the client of a PowerShell session', () => {
  it('opens the domain once, before the first request', async () => {
    const bench = new ClientBench(({ id }, process) => process.answer(id, null));
    await Promise.all([
      bench.client.request('gpo/rename', { gpo, name: 'a' }, quiet),
      bench.client.request('gpo/rename', { gpo, name: 'b' }, quiet),
    ]);
    assert.deepEqual(bench.methods, ['domain/open', 'gpo/rename', 'gpo/rename']);
    assert.deepEqual(bench.asked[0]?.params, { domain: 'contoso.com', controller: { kind: 'any' } });
    assert.deepEqual(bench.asked[1]?.params, { domain: 'contoso.com', gpo, name: 'a' });
  });

  it('opens it again after a crash, at the controller that answered before', async () => {
    const bench = new ClientBench(({ id }, process) => process.answer(id, null));
    await bench.client.request('gpo/rename', { gpo, name: 'a' }, quiet);
    bench.processes[0]?.exit(1);
    await turn();
    const again = bench.client.request('gpo/rename', { gpo, name: 'b' }, quiet);
    await turn();
    bench.timers.pass(1000);
    await again;
    assert.deepEqual(bench.methods, ['domain/open', 'gpo/rename', 'domain/open', 'gpo/rename']);
    assert.deepEqual(bench.asked[2]?.params['controller'], { kind: 'named', name: 'dc2.contoso.com' });
  });

  it('opens it again when the script has lost it', async () => {
    let calls = 0;
    const bench = new ClientBench(({ id }, process) => {
      calls += 1;
      if (calls === 1) process.fail(id, { kind: 'not-open' });
      else process.answer(id, null);
    });
    await assert.rejects(bench.client.request('gpo/delete', { gpo }, quiet));
    await bench.client.request('gpo/delete', { gpo }, quiet);
    assert.deepEqual(bench.methods, ['domain/open', 'gpo/delete', 'domain/open', 'gpo/delete']);
  });

  it('asks nothing for somebody who has cancelled', async () => {
    const bench = new ClientBench(() => undefined);
    const source = new CancellationTokenSource();
    source.cancel();
    await assert.rejects(bench.client.request('gpo/delete', { gpo }, { token: source.token }), (error) =>
      isPolicyError(error, 'cancelled'),
    );
    assert.deepEqual(bench.methods, []);
  });

  it('says what failed, by kind, HRESULT and what it was about', async () => {
    const hresult = (value: number): Partial<FailureData> => ({ kind: 'hresult', hresult: value | 0, call: 'X.Y' });
    const cases: readonly (readonly [Partial<FailureData>, ErrorCode])[] = [
      [{ kind: 'cancelled' }, 'cancelled'],
      [hresult(0x800704c7), 'cancelled'],
      [hresult(0x80040154), 'gpmc-not-installed'],
      [hresult(0x800401f3), 'gpmc-not-installed'],
      [hresult(0x80072030), 'gpo-not-found'],
      [{ kind: 'not-found' }, 'gpo-not-found'],
      [{ kind: 'not-open' }, 'session-ended'],
      [{ kind: 'unavailable' }, 'gpmc-not-installed'],
      [{ kind: 'unexpected' }, 'unexpected'],
      [hresult(0x80070005), 'gpmc-failed'],
    ];
    for (const [data, code] of cases) {
      const bench = new ClientBench(({ id }, process) => process.fail(id, data, 'the words'));
      const work = bench.client.request('gpo/delete', { gpo }, quiet);
      await assert.rejects(work, (error) => isPolicyError(error, code) || assert.fail(`${code}: ${String(error)}`));
    }
    const bench = new ClientBench(({ id }, process) => process.fail(id, { kind: 'not-found' }));
    const work = bench.client.request('som/setInheritanceBlocked', { som, blocked: true }, quiet);
    await assert.rejects(work, (error) => isPolicyError(error, 'som-not-found') && error.params.som === som);
  });

  it('refuses answers and streams that are not of the protocol, and says where', async () => {
    const refused = async (work: Promise<unknown>, field: string): Promise<void> =>
      assert.rejects(work, (error) => isPolicyError(error, 'gpmc-answer-invalid') && error.params.field === field);
    const names = new ClientBench(({ id }, process) => process.answer(id, [{ id: 'x', name: 'y' }, { id: 7 }]));
    await refused(names.client.request('gpos/names', {}, quiet), 'gpos/names[1].id');
    const backup = new ClientBench(({ id }, process) => {
      process.progress(id, { numerator: 'one' });
      process.answer(id, { backup: '{}' });
    });
    const params = { gpo, folder: 'C:\\b', comment: '' };
    await refused(
      backup.client.request('gpo/backup', params, { ...quiet, onProgress: () => undefined }),
      'gpo/backup.numerator',
    );
  });
});

/** Lets promises that are settled be heard. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
