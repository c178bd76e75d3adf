import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { CancellationTokenSource, neverCancelled } from '../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../src/core/kernel/errors';
import { parseGpoId, snapshotAddress } from '../../../src/core/model/ids';
import { createWorkerServices, type WorkerServices } from '../../../src/worker/workerClient';

const address = snapshotAddress('/domain');
const gpo = parseGpoId('31B2F340-016D-11D2-945F-00C04FB984F9');
assert.ok(gpo);

describe('services in a worker thread', () => {
  let client: WorkerServices;
  beforeEach(() => {
    client = createWorkerServices({
      script: join(__dirname, '../../fixtures/fakeServicesWorker.cjs'),
      options: () => ({ retentionDays: 1, safetyBackups: true, uncRoots: [], translations: undefined }),
      log: () => undefined,
    });
  });
  afterEach(() => {
    client.dispose();
  });

  it('passes input, progress and result', async () => {
    const seen: unknown[] = [];
    const result = await client.services.listGpos(
      { address },
      { token: neverCancelled, progress: (value) => seen.push(value) },
    );
    assert.deepEqual(result, [address, 'second']);
    assert.deepEqual(seen, [[address]]);
  });

  it('keeps code and parameters of an error', async () => {
    await assert.rejects(
      client.services.gpoDetails({ address, gpo }, { token: neverCancelled, progress: () => undefined }),
      (error) => isPolicyError(error, 'gpo-not-found') && error.params.domain === address,
    );
  });

  it('cancels work that never yields, through the shared flag', async () => {
    const source = new CancellationTokenSource();
    const rounds: unknown = await client.services.backUp(
      { address, gpos: 'all', folder: '/x', comment: '' },
      {
        token: source.token,
        progress: () => {
          source.cancel();
        },
      },
    );
    assert.equal(typeof rounds, 'number');
  });

  it('wakes work that waits', async () => {
    const source = new CancellationTokenSource();
    let reports = 0;
    await client.services.openDomain(
      { address },
      {
        token: source.token,
        progress: () => {
          reports += 1;
          source.cancel();
        },
      },
    );
    assert.equal(reports, 1);
  });

  it('hands a cancellation on that came before the call', async () => {
    const source = new CancellationTokenSource();
    source.cancel();
    await client.services.backUp(
      { address, gpos: 'all', folder: '/x', comment: '' },
      { token: source.token, progress: () => undefined },
    );
  });

  it('rejects what was pending when the thread ends, and starts a new one for the next call', async () => {
    const quiet = { token: neverCancelled, progress: (): void => undefined };
    await assert.rejects(client.services.closeDomain({ address }, quiet), (error) =>
      isPolicyError(error, 'worker-ended'),
    );
    assert.deepEqual(await client.services.listGpos({ address }, quiet), [address, 'second']);
  });

  it('refuses calls after it was disposed', async () => {
    client.dispose();
    await assert.rejects(
      client.services.listGpos({ address }, { token: neverCancelled, progress: () => undefined }),
      (error) => isPolicyError(error, 'worker-ended'),
    );
  });
});
