import assert from 'node:assert/strict';
import type { CancellationToken } from '../../../../src/core/kernel/cancellation';
import { PolicyError } from '../../../../src/core/kernel/errors';
import { StreamedList } from '../../../../src/vscode/model/streamedList';

/** A loading that a test steers. */
class Loading {
  readonly result: Promise<readonly number[]>;
  resolve: (items: readonly number[]) => void = () => undefined;
  reject: (error: Error) => void = () => undefined;

  constructor(
    readonly token: CancellationToken,
    readonly batch: (items: readonly number[]) => void,
  ) {
    this.result = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

function make(): { readonly list: StreamedList<number>; readonly loadings: Loading[]; readonly changes: () => number } {
  const loadings: Loading[] = [];
  const list = new StreamedList<number>((token, batch) => {
    const loading = new Loading(token, batch);
    loadings.push(loading);
    return loading.result;
  });
  let changes = 0;
  list.onDidChange(() => (changes += 1));
  return { list, loadings, changes: () => changes };
}

describe('a list that streams in', () => {
  it('loads nothing until somebody asks, and then once for all who ask', async () => {
    const { list, loadings } = make();
    list.reload();
    assert.equal(loadings.length, 0);
    const asked = [list.first(), list.all(), list.first()];
    assert.equal(loadings.length, 1);
    loadings[0]?.resolve([1]);
    await Promise.all(asked);
    await list.all();
    assert.equal(loadings.length, 1);
  });

  it('has the first batch before the rest', async () => {
    const { list, loadings, changes } = make();
    const first = list.first();
    loadings[0]?.batch([1, 2]);
    await first;
    assert.deepEqual([list.items, list.isComplete], [[1, 2], false]);
    loadings[0]?.batch([3]);
    assert.deepEqual(list.items, [1, 2, 3]);
    loadings[0]?.resolve([1, 2, 3]);
    assert.deepEqual(await list.all(), [1, 2, 3]);
    assert.deepEqual([list.isComplete, changes()], [true, 3]);
  });

  it('keeps what it had while it is loaded again, and ends the loading before', async () => {
    const { list, loadings } = make();
    void list.first();
    loadings[0]?.resolve([1]);
    await list.all();
    list.reload();
    loadings[1]?.batch([7]);
    assert.deepEqual(list.items, [1]);
    list.reload();
    const [, second] = loadings;
    assert.equal(second?.token.isCancellationRequested, true);
    second.resolve([8]);
    loadings[2]?.resolve([9]);
    assert.deepEqual(await list.all(), [9]);
    assert.deepEqual(list.items, [9]);
  });

  it('says why it failed to who waits for all, and keeps the reason for the others', async () => {
    const { list, loadings } = make();
    const first = list.first();
    const all = list.all();
    loadings[0]?.reject(new PolicyError('file-not-found', { path: '/gone' }));
    await first;
    await assert.rejects(all, { code: 'file-not-found' });
    assert.deepEqual(list.error, { code: 'file-not-found', params: { path: '/gone' } });
    list.reload();
    loadings[1]?.resolve([1]);
    await list.all();
    assert.equal(list.error, undefined);
  });

  it('gives who waits for all the newest loading, not the end of the one before', async () => {
    const { list, loadings } = make();
    const all = list.all();
    list.reload();
    loadings[0]?.reject(new PolicyError('cancelled', {}));
    loadings[1]?.resolve([2]);
    assert.deepEqual(await all, [2]);
  });

  it('ends for who waits for all when it is disposed', async () => {
    const { list, loadings } = make();
    const all = list.all();
    list.dispose();
    loadings[0]?.reject(new PolicyError('cancelled', {}));
    await assert.rejects(all, PolicyError);
    assert.equal(loadings.length, 1);
  });

  it('stops loading when it is disposed', () => {
    const { list, loadings } = make();
    void list.first();
    list.dispose();
    assert.equal(loadings[0]?.token.isCancellationRequested, true);
  });
});
