import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import type { ChangePlan } from '../../../../src/core/model/changePlan';
import type { ChangeRequest } from '../../../../src/core/model/changeRequest';
import type { Som } from '../../../../src/core/model/domain';
import type { GpoStatus, GpoSummary } from '../../../../src/core/model/gpo';
import { SampleServices, quietly } from '../changes/sampleServices';
import { domainState } from './domainState';

/** A request as numbers, each taken modulo what there is to choose from. */
interface Choice {
  readonly kind: number;
  readonly gpo: number;
  readonly other: number;
  readonly som: number;
  readonly flag: boolean;
}

const choice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.nat(),
  gpo: fc.nat(),
  other: fc.nat(),
  som: fc.nat(),
  flag: fc.boolean(),
});

const statuses: readonly GpoStatus[] = ['all-enabled', 'user-disabled', 'computer-disabled', 'all-disabled'];

function pick<T>(items: readonly T[], index: number): T {
  const found = items[index % items.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

async function requestOf(sample: SampleServices, made: Choice, name: string): Promise<ChangeRequest> {
  const { services, address: domain } = sample;
  const gpos = await services.listGpos({ address: domain }, quietly);
  const soms = await services.listSoms({ address: domain }, quietly);
  const backups = await services.listBackups({ folder: sample.path('backups') }, quietly);
  const filters = await services.listWmiFilters({ address: domain }, quietly);
  const gpo: GpoSummary = pick(gpos, made.gpo);
  const som: Som = pick(soms, made.som);
  const { folder, id } = pick(backups, made.other);
  const linked = som.links.length > 0 ? pick(som.links, made.other).gpo : gpo.id;
  const choices: readonly ChangeRequest[] = [
    { kind: 'create', domain, name },
    { kind: 'rename', domain, gpo: gpo.id, newName: name },
    { kind: 'delete', domain, gpos: [gpo.id, pick(gpos, made.other).id], removeLinks: made.flag },
    { kind: 'set-status', domain, gpos: [gpo.id], status: pick(statuses, made.other) },
    { kind: 'set-wmi-filter', domain, gpos: [gpo.id], filter: made.flag ? pick(filters, made.other).id : null },
    { kind: 'link', domain, som: som.path, gpos: [gpo.id], enabled: made.flag },
    { kind: 'remove-link', domain, som: som.path, gpo: linked },
    { kind: 'set-link-enabled', domain, som: som.path, gpo: linked, enabled: made.flag },
    { kind: 'set-link-enforced', domain, som: som.path, gpo: linked, enforced: made.flag },
    { kind: 'set-link-order', domain, som: som.path, gpo: linked, order: 1 + (made.other % (som.links.length + 1)) },
    { kind: 'set-inheritance', domain, som: som.path, blocked: made.flag },
    { kind: 'restore', domain, backups: [{ folder, id }], restoreLinks: made.flag },
    { kind: 'import', domain, gpo: gpo.id, backup: { folder, id } },
    { kind: 'copy', domain, gpo: gpo.id, target: domain, newName: name, copyAcl: made.flag },
  ];
  return pick(choices, made.kind);
}

type Versions = ReadonlyMap<string, GpoSummary>;

async function versionsOf(sample: SampleServices): Promise<Versions> {
  const gpos = await sample.services.listGpos({ address: sample.address }, quietly);
  return new Map(gpos.map((gpo) => [gpo.id, gpo]));
}

/**
 * Checks that each side of a GPO that came back from its safety backup is above what any client saw: what it was in the
 * safety backup, and what it was until now; equal in AD and gpt.ini. Returns how many sides were raised.
 */
function assertRaised(plan: ChangePlan, inBackup: Versions, present: Versions, now: Versions): number {
  const putBack = plan.items.flatMap(({ effects }) => effects.filter(({ code }) => code === 'gpo-put-back'));
  let raised = 0;
  for (const id of putBack.map(({ params }) => String(params['id'])))
    for (const side of ['computer', 'user'] as const) {
      const after = now.get(id)?.[side];
      const seen = [inBackup.get(id)?.[side], present.get(id)?.[side]].flatMap((version) =>
        version === undefined ? [] : [version.ad, version.sysvol ?? 0],
      );
      const last = Math.max(...seen);
      assert.ok(after);
      assert.equal(after.ad, after.sysvol);
      // A side that never had settings stays at 0.
      if (last > 0) assert.ok(after.ad > last, `${side} of ${id}: ${String(after.ad)} after ${String(last)}`);
      raised += last > 0 ? 1 : 0;
    }
  return raised;
}

describe('Undo', () => {
  it('gives the domain of before, whatever was changed, in whatever order', async () => {
    const kinds = new Set<string>();
    let raised = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 1, maxLength: 6 }), async (choices) => {
        const sample = await SampleServices.make();
        await sample.backUp('all');
        const root = sample.path('domain');
        const taken: {
          readonly undoId: string;
          readonly before: ReadonlyMap<string, string>;
          readonly kind: string;
          readonly versions: Versions;
        }[] = [];
        for (const [index, made] of choices.entries()) {
          const before = domainState(sample.files, root);
          const versions = await versionsOf(sample);
          const request = await requestOf(sample, made, `New ${String(index)}`);
          try {
            const { undoId, items } = await sample.apply(request);
            assert.deepEqual(
              items.filter(({ state }) => state !== 'done'),
              [],
            );
            if (undoId === undefined) assert.deepEqual(domainState(sample.files, root), before);
            else taken.push({ undoId, before, kind: request.kind, versions });
          } catch (error) {
            if (!isPolicyError(error)) throw error;
            assert.deepEqual(domainState(sample.files, root), before, `${request.kind} was refused`);
          }
        }
        for (const { undoId, before, kind, versions } of taken.reverse()) {
          const present = await versionsOf(sample);
          const plan = await sample.plan({ kind: 'undo', domain: sample.address, undoId });
          const summary = await sample.services.applyPlan({ plan, typedNames: [] }, quietly);
          raised += assertRaised(plan, versions, present, await versionsOf(sample));
          assert.deepEqual(
            summary.items.filter(({ state }) => state !== 'done'),
            [],
          );
          assert.deepEqual(domainState(sample.files, root), before, kind);
          kinds.add(kind);
        }
      }),
      { numRuns: 60, seed: 20260601 },
    );
    assert.ok(kinds.size >= 12, [...kinds].join(', '));
    assert.ok(raised > 20, String(raised));
  }).timeout(120_000);

  it('can itself be taken back', async () => {
    const sample = await SampleServices.make();
    const root = sample.path('domain');
    const { id } = await sample.gpo('Workstations - Security');
    const deletion = await sample.apply({ kind: 'delete', domain: sample.address, gpos: [id], removeLinks: true });
    const deleted = domainState(sample.files, root);
    assert.ok(deletion.undoId);
    const undone = await sample.apply({ kind: 'undo', domain: sample.address, undoId: deletion.undoId });
    assert.ok(undone.undoId);
    await sample.apply({ kind: 'undo', domain: sample.address, undoId: undone.undoId });
    assert.deepEqual(domainState(sample.files, root), deleted);
    const [entry] = await sample.services.listUndo({ address: sample.address }, quietly);
    assert.deepEqual([entry?.id, entry?.undone], [deletion.undoId, undefined]);
  });
});
