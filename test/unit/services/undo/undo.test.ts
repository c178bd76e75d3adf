import assert from 'node:assert/strict';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import type { ChangeRequest } from '../../../../src/core/model/changeRequest';
import type { GpoId } from '../../../../src/core/model/ids';
import { objectBytes } from '../../../../src/providers/snapshot/schema';
import { FaultyFileStore } from '../../../fakes/faultyFileStore';
import { quietly, SampleServices } from '../changes/sampleServices';

describe('a way back', () => {
  let sample: SampleServices;
  let gpo: GpoId;

  beforeEach(async () => {
    sample = await SampleServices.make();
    gpo = (await sample.gpo('Users - Desktop')).id;
  });

  const deletion = (): ChangeRequest => ({ kind: 'delete', domain: sample.address, gpos: [gpo], removeLinks: true });

  async function undoIdOf(request: ChangeRequest): Promise<string> {
    const { undoId } = await sample.apply(request);
    assert.ok(undoId);
    return undoId;
  }

  it('is listed newest first with what it takes back, and says when it was taken', async () => {
    const first = await undoIdOf({ kind: 'create', domain: sample.address, name: 'A' });
    const second = await undoIdOf(deletion());
    const list = () => sample.services.listUndo({ address: sample.address }, quietly);
    assert.deepEqual(
      (await list()).map(({ id, change, subjects }) => [id, change, subjects]),
      [
        [second, 'delete', ['Users - Desktop']],
        [first, 'create', ['A']],
      ],
    );
    await sample.apply({ kind: 'undo', domain: sample.address, undoId: second });
    assert.deepEqual(
      (await list()).map(({ undone }) => undone !== undefined),
      [true, false],
    );
  });

  it('is listed in the order of the changes, also of those within one second', async () => {
    sample.tick = 0.01;
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
    for (const name of names) await undoIdOf({ kind: 'create', domain: sample.address, name });
    const list = await sample.services.listUndo({ address: sample.address }, quietly);
    assert.equal(new Set(list.map(({ time }) => time)).size, 1);
    assert.deepEqual(
      list.flatMap(({ subjects }) => subjects),
      names.toReversed(),
    );
  });

  it('names the link that it cannot put back, and brings back everything else', async () => {
    const soms = await sample.services.listSoms({ address: sample.address }, quietly);
    const other = soms.find(({ kind, links }) => kind === 'ou' && links.every((link) => link.gpo !== gpo));
    assert.ok(other);
    await sample.apply({ kind: 'link', domain: sample.address, som: other.path, gpos: [gpo], enabled: false });
    const undoId = await undoIdOf(deletion());
    const folder = sample.path('domain', 'ad', 'soms');
    const file = sample.files
      .list(folder)
      .map(({ name }) => sample.files.join(folder, name))
      .find((path) => new TextDecoder().decode(sample.files.readFile(path)).includes(`"${other.path}"`));
    assert.ok(file);
    sample.files.removeFile(file);

    const plan = await sample.plan({ kind: 'undo', domain: sample.address, undoId });
    const impossible = plan.items
      .flatMap(({ warnings }) => warnings)
      .find(({ code }) => code === 'undo-link-impossible');
    assert.deepEqual(impossible?.params, { gpo: 'Users - Desktop', som: other.path, reason: 'som-not-found' });

    const summary = await sample.services.applyPlan({ plan, typedNames: [] }, quietly);
    const [item] = summary.items;
    assert.equal(item?.state, 'failed');
    assert.equal(item.error?.code, 'undo-link-impossible');
    assert.equal(item.after.exists, true);
    assert.equal(item.after.links, 1);
  });

  it('warns that it overwrites what came later', async () => {
    await sample.backUp([gpo, (await sample.gpo('Kiosk')).id]);
    const backups = await sample.services.listBackups({ folder: sample.path('backups') }, quietly);
    const backup = backups.find((candidate) => candidate.gpo !== gpo);
    assert.ok(backup);
    const { folder, id } = backup;
    const undoId = await undoIdOf({ kind: 'import', domain: sample.address, gpo, backup: { folder, id } });
    const codes = async () => {
      const plan = await sample.plan({ kind: 'undo', domain: sample.address, undoId });
      return plan.items.flatMap(({ warnings }) => warnings.map(({ code }) => code));
    };
    assert.ok(!(await codes()).includes('changed-since'));
    await sample.apply({ kind: 'set-status', domain: sample.address, gpos: [gpo], status: 'all-disabled' });
    assert.ok((await codes()).includes('changed-since'));
  });

  it('takes a safety backup itself before it overwrites', async () => {
    const { undoId: made } = await sample.apply({ kind: 'create', domain: sample.address, name: 'A' });
    assert.ok(made);
    const plan = await sample.plan({ kind: 'undo', domain: sample.address, undoId: made });
    assert.equal(plan.safetyBackups.length, 1);
  });

  it('raises versions above those of before and those of the safety backup', async () => {
    const before = await sample.gpo('Users - Desktop');
    const undoId = await undoIdOf(deletion());
    await sample.apply({ kind: 'undo', domain: sample.address, undoId });
    const after = await sample.gpo('Users - Desktop');
    assert.ok(after.user.ad > before.user.ad);
    assert.equal(after.user.ad, after.user.sysvol);
  });

  it('is not there for a change that changed nothing, nor for one that cannot be taken back', async () => {
    const requests: readonly ChangeRequest[] = [
      { kind: 'set-status', domain: sample.address, gpos: [gpo], status: 'all-enabled' },
      { kind: 'repair-acl', domain: sample.address, gpos: [gpo] },
    ];
    for (const request of requests) assert.equal((await sample.apply(request)).undoId, undefined);
    assert.deepEqual(await sample.services.listUndo({}, quietly), []);
  });

  it('goes after the days that the retention says, with its safety backups', async () => {
    const old = await undoIdOf(deletion());
    sample.wait(31 * 86_400_000);
    const young = await undoIdOf({ kind: 'create', domain: sample.address, name: 'A' });
    const ids = (await sample.services.listUndo({}, quietly)).map(({ id }) => id);
    assert.deepEqual(ids, [young]);
    assert.equal(sample.files.stat(sample.path('state', 'undo', old)), undefined);
  });

  it('is left out of the list when its record is damaged', async () => {
    const undoId = await undoIdOf(deletion());
    sample.files.writeFile(sample.path('state', 'undo', undoId, 'record.json'), objectBytes({ version: 1 }));
    assert.deepEqual(await sample.services.listUndo({}, quietly), []);
    await assert.rejects(sample.plan({ kind: 'undo', domain: sample.address, undoId }), (error) =>
      isPolicyError(error, 'undo-not-found'),
    );
  });

  it('is told of even when its record cannot be closed', async () => {
    let writes = 0;
    const files = new FaultyFileStore(sample.files, {
      fails: (call, path) => call === 'rename' && path.endsWith('record.json') && (writes += 1) > 1,
    });
    const services = sample.anotherProcess(files);
    const plan = await services.planChange({ request: deletion() }, quietly);
    const summary = await services.applyPlan({ plan, typedNames: [] }, quietly);
    assert.equal(summary.state, 'done');
    assert.ok(summary.undoId);
  });

  it('that is damaged does not keep a domain from being opened', async () => {
    const pid = sample.nextPid;
    const services = sample.anotherProcess();
    const plan = await services.planChange({ request: deletion() }, quietly);
    await services.applyPlan({ plan, typedNames: [] }, quietly);
    const [record] = sample.records();
    assert.ok(record);
    const path = sample.path('state', 'undo', record, 'record.json');
    const text = new TextDecoder().decode(sample.files.readFile(path));
    sample.files.writeFile(path, new TextEncoder().encode(text.replace('"ended"', '"running"')));
    sample.files.writeFile(sample.path('state', 'undo', record, '0.json'), new TextEncoder().encode('{'));
    sample.dead.add(pid);
    const overview = await sample.anotherProcess().openDomain({ address: sample.address }, quietly);
    assert.equal(overview.info.dnsName, 'contoso.com');
  });

  it('of one domain is not taken in another', async () => {
    const undoId = await undoIdOf(deletion());
    const other = await sample.services.createSample({ folder: sample.path('other') }, quietly);
    await assert.rejects(sample.plan({ kind: 'undo', domain: other, undoId }), (error) =>
      isPolicyError(error, 'undo-not-found'),
    );
  });
});
