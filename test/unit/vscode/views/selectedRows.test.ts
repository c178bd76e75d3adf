import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/kernel/event';
import { SelectedRows } from '../../../../src/vscode/views/selectedRows';
import type { TreeNode } from '../../../../src/vscode/views/treeNode';
import { ManualTimers } from '../../../fakes/manualTimers';

const row: TreeNode = {
  id: 'kiosk',
  parent: undefined,
  item: () => assert.fail('nobody asks what it looks like'),
};

describe('the selected rows of a view', () => {
  const asked = new Emitter<void>();
  let view: { selection: readonly TreeNode[] };
  let timers: ManualTimers;
  let selected: SelectedRows;
  let isKnown: boolean;

  beforeEach(() => {
    view = { selection: [] };
    timers = new ManualTimers();
    selected = new SelectedRows(view, asked.event, timers);
    isKnown = false;
  });
  afterEach(() => selected.dispose());

  const ask = (): Promise<void> =>
    selected.known().then(() => {
      isKnown = true;
    });

  it('are known at once when there are some, though rows are being asked for', async () => {
    asked.fire();
    view.selection = [row];
    await ask();
    assert.deepEqual(selected.rows, [row]);
  });

  it('are known at once when nothing is selected and nothing is being asked for', async () => {
    await ask();
    assert.deepEqual(selected.rows, []);
  });

  it('are waited for while rows are being asked for, and known as soon as VS Code has them again', async () => {
    asked.fire();
    const known = ask();
    timers.pass(100);
    await Promise.resolve();
    assert.equal(isKnown, false);
    view.selection = [row];
    timers.pass(20);
    await known;
    assert.deepEqual(selected.rows, [row]);
  });

  it('are none once no rows were asked for during a moment', async () => {
    asked.fire();
    const known = ask();
    timers.pass(200);
    asked.fire();
    timers.pass(200);
    await Promise.resolve();
    assert.equal(isKnown, false);
    timers.pass(120);
    await known;
  });

  it('are not waited for without end while rows come and come', async () => {
    const known = ask();
    asked.fire();
    const endless = ask();
    for (let turn = 0; turn < 22; turn++) {
      asked.fire();
      timers.pass(100);
    }
    await Promise.all([known, endless]);
  });
});
