import assert from 'node:assert/strict';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import type { ChangeRequest } from '../../../../src/core/model/changeRequest';
import type { OperationSummary } from '../../../../src/core/model/operation';
import { parsePlan } from '../../../../src/core/model/planFile';
import { FaultyFileStore } from '../../../fakes/faultyFileStore';
import { quietly, SampleServices } from '../changes/sampleServices';
import { domainState } from './domainState';

describe('without safety backups', () => {
  let sample: SampleServices;
  const without = { safetyBackups: false } as const;

  beforeEach(async () => {
    sample = await SampleServices.make();
  });

  const deletion = async (removeLinks = true): Promise<ChangeRequest> => ({
    kind: 'delete',
    domain: sample.address,
    gpos: [(await sample.gpo('Users - Desktop')).id],
    removeLinks,
  });

  async function apply(request: ChangeRequest): Promise<OperationSummary> {
    const plan = await sample.services.planChange({ request, ...without }, quietly);
    return sample.services.applyPlan({ plan, typedNames: [] }, quietly);
  }

  const safetyBackups = (): readonly string[] =>
    sample
      .records()
      .flatMap((id) => (sample.files.stat(sample.path('state', 'undo', id, 'backups')) === undefined ? [] : [id]));

  it('a plan says so, also after it was saved, and what it says is what happens', async () => {
    const request = await deletion();
    const usual = await sample.plan(request);
    assert.deepEqual([usual.undoable, usual.safetyBackups.length, usual.withoutSafetyBackup], [true, 1, undefined]);
    const plan = await sample.services.planChange({ request, ...without }, quietly);
    assert.deepEqual([plan.undoable, plan.safetyBackups, plan.withoutSafetyBackup], [false, [], true]);
    const saved = parsePlan(new TextEncoder().encode(JSON.stringify(plan)), 'plan.json');
    const summary = await sample.services.applyPlan({ plan: saved, typedNames: [] }, quietly);
    assert.deepEqual([summary.state, summary.undoId, summary.withoutSafetyBackup], ['done', undefined, true]);
    assert.deepEqual(safetyBackups(), []);
    assert.throws(
      () => parsePlan(new TextEncoder().encode(JSON.stringify({ ...plan, withoutSafetyBackup: 'no' })), 'plan.json'),
      (error) => isPolicyError(error, 'plan-invalid'),
    );
  });

  it('Undo is refused with the reason, and does not take the change before for the last one', async () => {
    const first = await sample.apply({ kind: 'create', domain: sample.address, name: 'Printers' });
    await apply(await deletion());
    const [last] = await sample.services.listUndo({ address: sample.address }, quietly);
    assert.ok(last !== undefined && last.id !== first.undoId);
    await assert.rejects(
      sample.plan({ kind: 'undo', domain: sample.address, undoId: last.id }),
      (error) =>
        isPolicyError(error, 'undo-without-safety-backup') && error.params.subjects.join() === 'Users - Desktop',
    );
    assert.ok(first.undoId);
    await sample.apply({ kind: 'undo', domain: sample.address, undoId: first.undoId });
  });

  it('changes that need none can be undone as ever', async () => {
    const before = domainState(sample.files, sample.path('domain'));
    const summary = await apply({
      kind: 'set-status',
      domain: sample.address,
      gpos: [(await sample.gpo('Kiosk')).id],
      status: 'all-enabled',
    });
    assert.equal(summary.withoutSafetyBackup, undefined);
    assert.ok(summary.undoId);
    await sample.apply({ kind: 'undo', domain: sample.address, undoId: summary.undoId });
    assert.deepEqual(domainState(sample.files, sample.path('domain')), before);
  });

  it('a change that failed leaves nothing behind that Undo would refuse', async () => {
    const plan = await sample.services.planChange({ request: await deletion(false), ...without }, quietly);
    const files = new FaultyFileStore(sample.files, { readOnly: [sample.path('domain')] });
    const summary = await sample.anotherProcess(files).applyPlan({ plan, typedNames: [] }, quietly);
    assert.equal(summary.state, 'failed');
    assert.deepEqual(sample.records(), []);
  });

  it('a process that dies in the change: what is told is what is there', async () => {
    const told = new Set<string>();
    for (let call = 1; ; call += 1) {
      sample = await SampleServices.make();
      const plan = await sample.services.planChange({ request: await deletion(), ...without }, quietly);
      const pid = sample.nextPid;
      const files = new FaultyFileStore(sample.files, { dies: { call, when: 'after' } });
      await sample
        .anotherProcess(files)
        .applyPlan({ plan, typedNames: [] }, quietly)
        .catch(() => undefined);
      sample.dead.add(pid);
      const next = sample.anotherProcess();
      const { interrupted } = await next.openDomain({ address: sample.address }, quietly);
      const isThere = (await next.listGpos({ address: sample.address }, quietly)).some(
        ({ name }) => name === 'Users - Desktop',
      );
      for (const { outcome } of interrupted) {
        told.add(outcome);
        assert.equal(outcome === 'completed', !isThere, `${outcome} after call ${String(call)}`);
      }
      // As long as only links are gone, they can be put back.
      for (const undoId of sample.records()) {
        const undoing = sample.plan({ kind: 'undo', domain: sample.address, undoId });
        if (isThere) await undoing;
        else await assert.rejects(undoing, (error) => isPolicyError(error, 'undo-without-safety-backup'));
      }
      if (!files.died) break;
    }
    assert.deepEqual([...told].sort(), ['completed', 'rolled-back', 'unknown']);
  }).timeout(120_000);
});
