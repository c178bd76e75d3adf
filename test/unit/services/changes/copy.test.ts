import assert from 'node:assert/strict';
import { quietly, SampleServices } from './sampleServices';

describe('a copy into another domain', () => {
  it('has the settings, no link, and is taken back there', async () => {
    const sample = await SampleServices.make();
    const target = await sample.services.createSample({ folder: sample.path('other') }, quietly);
    const { id } = await sample.gpo('Workstations - Security');
    const request = {
      kind: 'copy',
      domain: sample.address,
      gpo: id,
      target,
      newName: 'Copied',
      copyAcl: false,
    } as const;
    const plan = await sample.plan(request);
    const summary = await sample.services.applyPlan({ plan, typedNames: [] }, quietly);
    assert.equal(summary.state, 'done');

    const names = async (address: typeof target) =>
      (await sample.services.listGpos({ address }, quietly)).map(({ name }) => name);
    assert.ok((await names(target)).includes('Copied'));
    assert.ok(!(await names(sample.address)).includes('Copied'));
    const [entry] = await sample.services.listUndo({ address: target }, quietly);
    assert.ok(entry);
    assert.deepEqual(await sample.services.listUndo({ address: sample.address }, quietly), []);
    await sample.apply({ kind: 'undo', domain: target, undoId: entry.id });
    assert.ok(!(await names(target)).includes('Copied'));
  });

  it('says that the WMI filter stays behind', async () => {
    const sample = await SampleServices.make();
    const target = await sample.services.createSample({ folder: sample.path('other') }, quietly);
    const gpos = await sample.services.listGpos({ address: sample.address }, quietly);
    const filtered = gpos.find(({ wmiFilter }) => wmiFilter !== undefined);
    assert.ok(filtered);
    const codes = async (to: typeof target) => {
      const plan = await sample.plan({
        kind: 'copy',
        domain: sample.address,
        gpo: filtered.id,
        target: to,
        newName: 'Copied',
        copyAcl: true,
      });
      return plan.items.flatMap(({ warnings }) => warnings.map(({ code }) => code));
    };
    assert.ok((await codes(target)).includes('wmi-filter-not-copied'));
    assert.ok(!(await codes(sample.address)).includes('wmi-filter-not-copied'));
  });

  it('is refused when the name is taken there', async () => {
    const sample = await SampleServices.make();
    const target = await sample.services.createSample({ folder: sample.path('other') }, quietly);
    const { id } = await sample.gpo('Kiosk');
    await assert.rejects(
      sample.plan({ kind: 'copy', domain: sample.address, gpo: id, target, newName: 'Kiosk', copyAcl: false }),
      /gpo-name-taken/,
    );
  });
});
