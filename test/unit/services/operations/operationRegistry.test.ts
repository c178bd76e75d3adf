import assert from 'node:assert/strict';
import { CancellationTokenSource } from '../../../../src/core/kernel/cancellation';
import type { OperationProgress } from '../../../../src/core/model/operation';
import { OperationRegistry } from '../../../../src/services/operations/operationRegistry';
import { runOperation } from '../../../../src/services/operations/runOperation';

const start = (id: string) => ({
  id,
  kind: 'back-up' as const,
  change: undefined,
  domainName: 'contoso.com',
  subjects: ['a'],
  started: '2026-01-01T00:00:00Z',
});

describe('the registry of operations', () => {
  it('tells of the beginning, the progress and the end', () => {
    const registry = new OperationRegistry();
    const told: (readonly [string, boolean, number | undefined])[] = [];
    registry.onDidChange(({ id, running, progress }) => told.push([id, running, progress?.fraction]));
    const handle = registry.begin(start('1'));
    const progress: OperationProgress = {
      fraction: 0.5,
      finished: 0,
      items: 1,
      current: 'a',
      status: undefined,
      cancelling: false,
    };
    handle.progress(progress);
    handle.end(undefined);
    assert.deepEqual(told, [
      ['1', true, undefined],
      ['1', true, 0.5],
      ['1', false, 0.5],
    ]);
  });

  it('lists the newest first and keeps every running one, and the last 50 that ended', () => {
    const registry = new OperationRegistry();
    registry.begin(start('running'));
    for (let index = 0; index < 60; index += 1) registry.begin(start(String(index))).end(undefined);
    const list = registry.list();
    assert.equal(list[0]?.id, '59');
    assert.equal(list.filter(({ running }) => running).length, 1);
    assert.ok(list.length <= 52);
  });
});

describe('an operation', () => {
  it('is in the registry while it runs and afterwards, with its summary', async () => {
    const operations = new OperationRegistry();
    let now = 0;
    const ports = {
      clock: { now: () => (now += 1000) },
      guids: { next: () => '{1}' },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      operations,
    };
    let whileRunning = false;
    const summary = await runOperation(
      {
        kind: 'back-up',
        domainName: 'contoso.com',
        items: [
          {
            subject: 'a',
            name: 'A',
            phases: [
              () => {
                whileRunning = operations.list()[0]?.running === true;
                return Promise.resolve();
              },
            ],
          },
        ],
        finish: () => Promise.resolve({ undoId: 'u', backupSet: undefined }),
      },
      ports,
      { token: new CancellationTokenSource().token, progress: () => undefined },
    );
    assert.ok(whileRunning);
    assert.deepEqual(operations.list()[0]?.summary, summary);
    assert.deepEqual(
      [summary.id, summary.state, summary.started, summary.ended, summary.undoId],
      ['{1}', 'done', '1970-01-01T00:00:01Z', '1970-01-01T00:00:02Z', 'u'],
    );
  });
});
