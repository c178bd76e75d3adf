import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { ChangeRequest } from '../../../../src/core/model/changeRequest';
import { FaultyFileStore } from '../../../fakes/faultyFileStore';
import { quietly, SampleServices } from '../changes/sampleServices';
import { domainState } from './domainState';

/** Makes what the change needs, and the change. */
type Scenario = (sample: SampleServices) => Promise<ChangeRequest>;

const scenarios: Readonly<Record<string, Scenario>> = {
  delete: async (sample) => ({
    kind: 'delete',
    domain: sample.address,
    gpos: [(await sample.gpo('Users - Desktop')).id],
    removeLinks: true,
  }),
  create: (sample) => Promise.resolve({ kind: 'create', domain: sample.address, name: 'Printers' }),
  copy: async (sample) => ({
    kind: 'copy',
    domain: sample.address,
    gpo: (await sample.gpo('Users - Desktop')).id,
    target: sample.address,
    newName: 'Copied',
    copyAcl: true,
  }),
  restore: async (sample) => {
    const gpo = (await sample.gpo('Users - Desktop')).id;
    await sample.backUp([gpo]);
    const [backup] = await sample.services.listBackups({ folder: sample.path('backups') }, quietly);
    assert.ok(backup);
    await sample.apply({ kind: 'set-status', domain: sample.address, gpos: [gpo], status: 'all-disabled' });
    return { kind: 'restore', domain: sample.address, backups: [backup], restoreLinks: false };
  },
  undo: async (sample) => {
    const gpos = [(await sample.gpo('Users - Desktop')).id];
    const { undoId } = await sample.apply({ kind: 'delete', domain: sample.address, gpos, removeLinks: true });
    assert.ok(undoId);
    return { kind: 'undo', domain: sample.address, undoId };
  },
};

/** Every so many calls a process dies; test/contract/faults tries all of them, with real processes. */
const stride = 7;

describe('a process that dies in a change', () => {
  for (const [name, scenario] of Object.entries(scenarios))
    it(`leaves a way back that gives the domain of before: ${name}`, async () => {
      const calls = await callsOf(scenario);
      let interruptions = 0;
      for (let call = 1; call <= calls; call += stride) {
        const when = (['before', 'during', 'after'] as const)[call % 3] ?? 'before';
        interruptions += await dieAt(scenario, { call, when });
      }
      assert.ok(interruptions > 0);
    }).timeout(120_000);
});

/** How many calls to the file store planning and applying make. */
async function callsOf(scenario: Scenario): Promise<number> {
  const sample = await SampleServices.make();
  const request = await scenario(sample);
  const files = new FaultyFileStore(sample.files);
  await planAndApply(sample, files, request);
  return files.calls;
}

async function planAndApply(sample: SampleServices, files: FaultyFileStore, request: ChangeRequest): Promise<void> {
  const services = sample.anotherProcess(files);
  const plan = await services.planChange({ request }, quietly);
  await services.applyPlan({ plan, typedNames: [] }, quietly);
}

/** Lets a process die there, and another one find what it left. Returns how many interruptions were told. */
async function dieAt(
  scenario: Scenario,
  dies: { readonly call: number; readonly when: 'before' | 'during' | 'after' },
): Promise<number> {
  const sample = await SampleServices.make();
  const request = await scenario(sample);
  const root = sample.path('domain');
  const before = domainState(sample.files, root);
  const undoable = new Set((await sample.services.listUndo({}, quietly)).map(({ id }) => id));
  const pid = sample.nextPid;
  await planAndApply(sample, new FaultyFileStore(sample.files, { dies }), request).catch(() => undefined);
  sample.dead.add(pid);

  const next = sample.anotherProcess();
  const overview = await next.openDomain({ address: sample.address }, quietly);
  for (const { outcome } of overview.interrupted) {
    const isAsBefore = isDeepStrictEqual(domainState(sample.files, root), before);
    if (outcome !== 'unknown') assert.equal(isAsBefore, outcome === 'rolled-back', outcome);
  }
  const again = await sample.anotherProcess().openDomain({ address: sample.address }, quietly);
  assert.deepEqual(again.interrupted, [], 'it is told once');
  const records = sample.records();
  for (const undoId of records.filter((id) => !undoable.has(id))) {
    const plan = await next.planChange({ request: { kind: 'undo', domain: sample.address, undoId } }, quietly);
    const summary = await next.applyPlan({ plan, typedNames: [] }, quietly);
    assert.equal(summary.state, 'done', JSON.stringify(summary.items));
  }
  assert.deepEqual(domainState(sample.files, root), before, `died ${dies.when} call ${String(dies.call)}`);
  return overview.interrupted.length;
}
