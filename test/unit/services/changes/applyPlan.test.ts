import assert from 'node:assert/strict';
import { CancellationTokenSource } from '../../../../src/core/kernel/cancellation';
import { isPolicyError, type ErrorCode } from '../../../../src/core/kernel/errors';
import type { ChangeRequest } from '../../../../src/core/model/changeRequest';
import { parseGpoId, parseSomPath, type GpoId } from '../../../../src/core/model/ids';
import type { OperationProgress } from '../../../../src/core/model/operation';
import { FaultyFileStore } from '../../../fakes/faultyFileStore';
import { domainState } from '../undo/domainState';
import { quietly, SampleServices } from './sampleServices';

const refused = (code: ErrorCode) => (error: unknown) => isPolicyError(error, code);

describe('applying a plan', () => {
  let sample: SampleServices;
  let desktop: GpoId;

  beforeEach(async () => {
    sample = await SampleServices.make();
    desktop = (await sample.gpo('Users - Desktop')).id;
  });

  const deletion = (): ChangeRequest => ({
    kind: 'delete',
    domain: sample.address,
    gpos: [desktop],
    removeLinks: true,
  });

  it('is refused when the GPO has changed since', async () => {
    const plan = await sample.plan(deletion());
    await sample.apply({ kind: 'set-status', domain: sample.address, gpos: [desktop], status: 'all-disabled' });
    const before = domainState(sample.files, sample.path('domain'));
    await assert.rejects(
      sample.services.applyPlan({ plan, typedNames: [] }, quietly),
      (error) => isPolicyError(error, 'plan-changed-since') && error.params.what === 'Users - Desktop',
    );
    assert.deepEqual(domainState(sample.files, sample.path('domain')), before);
  });

  it('is refused when the GPO has gone since', async () => {
    const plan = await sample.plan({ kind: 'rename', domain: sample.address, gpo: desktop, newName: 'X' });
    await sample.apply(deletion());
    await assert.rejects(
      sample.services.applyPlan({ plan, typedNames: [] }, quietly),
      (error) => isPolicyError(error, 'plan-changed-since') && error.params.found === 'gpo-not-found',
    );
  });

  it('is refused when the name was taken since', async () => {
    const plan = await sample.plan({ kind: 'create', domain: sample.address, name: 'Printers' });
    await sample.apply({ kind: 'create', domain: sample.address, name: 'PRINTERS' });
    await assert.rejects(sample.services.applyPlan({ plan, typedNames: [] }, quietly), refused('plan-changed-since'));
  });

  it('is refused when a link was made that the plan does not remove', async () => {
    const plan = await sample.plan(deletion());
    const soms = await sample.services.listSoms({ address: sample.address }, quietly);
    const free = soms.find(({ links }) => links.every(({ gpo }) => gpo !== desktop));
    assert.ok(free);
    await sample.apply({ kind: 'link', domain: sample.address, som: free.path, gpos: [desktop], enabled: true });
    await assert.rejects(
      sample.services.applyPlan({ plan, typedNames: [] }, quietly),
      (error) => isPolicyError(error, 'plan-changed-since') && error.params.what === free.name,
    );
  });

  it('is refused when a file of the backup has changed since', async () => {
    await sample.backUp([desktop]);
    const [backup] = await sample.services.listBackups({ folder: sample.path('backups') }, quietly);
    assert.ok(backup);
    const { folder, id } = backup;
    const request = { kind: 'import', domain: sample.address, gpo: desktop, backup: { folder, id } } as const;
    const plan = await sample.plan(request);
    const pol = sample.path('backups', id, 'DomainSysvol', 'GPO', 'User', 'registry.pol');
    const bytes = sample.files.readFile(pol);
    sample.files.writeFile(
      pol,
      bytes.map((byte, index) => (index === bytes.length - 10 ? byte ^ 1 : byte)),
    );
    await assert.rejects(sample.services.applyPlan({ plan, typedNames: [] }, quietly), refused('plan-changed-since'));
  });

  it('asks for the name of a default GPO, and takes it in any case', async () => {
    const { id } = await sample.gpo('Default Domain Policy');
    const plan = await sample.plan({ kind: 'rename', domain: sample.address, gpo: id, newName: 'Domain' });
    for (const typedNames of [[], ['Default Domain'], ['yes']])
      await assert.rejects(
        sample.services.applyPlan({ plan, typedNames }, quietly),
        refused('default-gpo-needs-confirmation'),
      );
    const summary = await sample.services.applyPlan({ plan, typedNames: ['default domain policy '] }, quietly);
    assert.equal(summary.state, 'done');
  });

  it('does not believe a plan that forgot its confirmations', async () => {
    const { id } = await sample.gpo('Default Domain Policy');
    const plan = await sample.plan({ kind: 'rename', domain: sample.address, gpo: id, newName: 'Domain' });
    await assert.rejects(
      sample.services.applyPlan({ plan: { ...plan, confirmations: [] }, typedNames: [] }, quietly),
      refused('default-gpo-needs-confirmation'),
    );
  });

  it('is refused while another process changes the domain, and not after that one has died', async () => {
    const plan = await sample.plan({ kind: 'create', domain: sample.address, name: 'A' });
    const other = sample.anotherProcess();
    const otherPlan = await other.planChange(
      { request: { kind: 'create', domain: sample.address, name: 'B' } },
      quietly,
    );
    let locked: unknown;
    await other.applyPlan(
      { plan: otherPlan, typedNames: [] },
      {
        ...quietly,
        progress: () => {
          locked ??= sample.services.applyPlan({ plan, typedNames: [] }, quietly).catch((error: unknown) => error);
        },
      },
    );
    assert.ok(isPolicyError(await locked, 'domain-locked'));
    assert.equal((await sample.services.applyPlan({ plan, typedNames: [] }, quietly)).state, 'done');
  });

  it('changes nothing of a GPO whose safety backup fails, and goes on with the next', async () => {
    const kiosk = (await sample.gpo('Kiosk')).id;
    const files = new FaultyFileStore(sample.files, {
      fails: (call, path) =>
        call === 'writeFile' && path.includes('/undo/') && path.endsWith('bkupInfo.xml') && first(),
    });
    let failures = 0;
    const first = (): boolean => {
      failures += 1;
      return failures === 1;
    };
    const services = sample.anotherProcess(files);
    const gpos = [desktop, kiosk];
    const plan = await services.planChange(
      { request: { kind: 'delete', domain: sample.address, gpos, removeLinks: true } },
      quietly,
    );
    const summary = await services.applyPlan({ plan, typedNames: [] }, quietly);
    assert.deepEqual(
      summary.items.map(({ state, after }) => [state, after.exists]),
      [
        ['failed', true],
        ['done', false],
      ],
    );
    assert.equal(summary.items[0]?.after.links, (await sample.gpo('Users - Desktop')).linkCount);
  });

  it('leaves the GPO and no record behind when it is cancelled in a safety backup', async () => {
    const before = domainState(sample.files, sample.path('domain'));
    const plan = await sample.plan(deletion());
    const source = new CancellationTokenSource();
    const reports: OperationProgress[] = [];
    const summary = await sample.services.applyPlan(
      { plan, typedNames: [] },
      {
        token: source.token,
        progress: (report) => {
          reports.push(report);
          if (report.status !== undefined) source.cancel();
        },
      },
    );
    assert.deepEqual(
      [summary.state, summary.items.map(({ state }) => state), summary.undoId],
      ['cancelled', ['cancelled'], undefined],
    );
    assert.ok(reports.at(-1)?.cancelling);
    assert.deepEqual(domainState(sample.files, sample.path('domain')), before);
    assert.deepEqual(await sample.services.listUndo({}, quietly), []);
    assert.deepEqual(sample.files.list(sample.path('state', 'undo')), []);
  });

  it('calls done what was done when Cancel came too late, with its way back', async () => {
    const gpo = await sample.gpo('Users - Desktop');
    const plan = await sample.plan({ kind: 'rename', domain: sample.address, gpo: gpo.id, newName: 'Renamed' });
    const source = new CancellationTokenSource();
    const services = sample.anotherProcess(
      new FaultyFileStore(sample.files, {
        fails: (call, path) => {
          if (call === 'rename' && path.includes('ad/gpos')) source.cancel();
          return false;
        },
      }),
    );
    const summary = await services.applyPlan(
      { plan, typedNames: [] },
      { token: source.token, progress: () => undefined },
    );
    assert.ok(source.token.isCancellationRequested);
    assert.deepEqual(
      [summary.state, summary.items[0]?.state, summary.items[0]?.after.name],
      ['done', 'done', 'Renamed'],
    );
    assert.ok(summary.undoId !== undefined);
  });

  it('tells what is there afterwards, of a SOM and of a backup too', async () => {
    const soms = await sample.services.listSoms({ address: sample.address }, quietly);
    const ou = soms.find(({ kind, inheritanceBlocked }) => kind === 'ou' && !inheritanceBlocked);
    assert.ok(ou);
    const blocked = await sample.apply({
      kind: 'set-inheritance',
      domain: sample.address,
      som: ou.path,
      blocked: true,
    });
    assert.deepEqual(blocked.items[0]?.after, { exists: true, inheritanceBlocked: true, links: ou.links.length });
    await sample.backUp([desktop]);
    const backups = await sample.services.listBackups({ folder: sample.path('backups') }, quietly);
    const deleted = await sample.apply({ kind: 'delete-backup', backups });
    assert.deepEqual(deleted.items[0]?.after, { exists: false });
  });

  it('leaves no temporary folder behind, and removes those of processes that died', async () => {
    const left = sample.path('state', 'work', '77-1-{X}', 'DomainSysvol');
    sample.files.makeFolder(left);
    sample.dead.add(77);
    await sample.plan(deletion());
    assert.deepEqual(sample.files.list(sample.path('state', 'work')), []);
  });
});

describe('a request', () => {
  let sample: SampleServices;

  beforeEach(async () => {
    sample = await SampleServices.make();
  });

  const cases: readonly (readonly [string, ErrorCode, (sample: SampleServices) => Promise<ChangeRequest>])[] = [
    [
      'to delete a default GPO',
      'default-gpo-protected',
      async ({ address: domain }) => ({
        kind: 'delete',
        domain,
        gpos: [(await sample.gpo('Default Domain Controllers Policy')).id],
        removeLinks: false,
      }),
    ],
    [
      'for a GPO that is not there',
      'gpo-not-found',
      ({ address: domain }) => Promise.resolve({ kind: 'rename', domain, gpo: nobody(), newName: 'X' }),
    ],
    [
      'for a name that is taken, in another case',
      'gpo-name-taken',
      ({ address: domain }) => Promise.resolve({ kind: 'create', domain, name: 'KIOSK' }),
    ],
    [
      'for an empty name',
      'gpo-name-invalid',
      ({ address: domain }) => Promise.resolve({ kind: 'create', domain, name: ' ' }),
    ],
    [
      'for a name with a line break',
      'gpo-name-invalid',
      ({ address: domain }) => Promise.resolve({ kind: 'create', domain, name: 'a\nb' }),
    ],
    [
      'for a name of 256 characters',
      'gpo-name-invalid',
      ({ address: domain }) => Promise.resolve({ kind: 'create', domain, name: 'a'.repeat(256) }),
    ],
    [
      'for a SOM that is not there',
      'som-not-found',
      ({ address: domain }) => {
        const som = parseSomPath('OU=Nowhere,DC=contoso,DC=com');
        assert.ok(som);
        return Promise.resolve({ kind: 'set-inheritance', domain, som, blocked: true });
      },
    ],
    [
      'to link a GPO twice',
      'link-exists',
      async ({ address: domain }) => {
        const { som, gpo } = await firstLink(sample);
        return { kind: 'link', domain, som, gpos: [gpo], enabled: true };
      },
    ],
    [
      'for a link that is not there',
      'link-not-found',
      async ({ address: domain }) => {
        const { som } = await firstLink(sample);
        return { kind: 'remove-link', domain, som, gpo: nobody() };
      },
    ],
    [
      'for a link order beyond the last',
      'link-order-invalid',
      async ({ address: domain }) => {
        const { som, gpo } = await firstLink(sample);
        return { kind: 'set-link-order', domain, som, gpo, order: 99 };
      },
    ],
    [
      'to undo what is not there',
      'undo-not-found',
      ({ address: domain }) => Promise.resolve({ kind: 'undo', domain, undoId: '../../x' }),
    ],
    [
      'for a backup set that is not there',
      'backup-set-not-found',
      async ({ address: domain }) => ({
        kind: 'import',
        domain,
        gpo: (await sample.gpo('Kiosk')).id,
        backup: { folder: '/nowhere', id: '{00000000-0000-0000-0000-000000000000}' as never },
      }),
    ],
  ];
  for (const [name, code, request] of cases)
    it(`${name} is refused`, async () => {
      const made = await request(sample);
      await assert.rejects(sample.plan(made), refused(code));
    });

  it('to restore a backup of another domain is refused', async () => {
    const { id } = await sample.gpo('Kiosk');
    await sample.backUp([id]);
    const [backup] = await sample.services.listBackups({ folder: sample.path('backups') }, quietly);
    assert.ok(backup);
    const path = sample.path('backups', backup.id, 'Backup.xml');
    const text = new TextDecoder().decode(sample.files.readFile(path));
    sample.files.writeFile(path, new TextEncoder().encode(text.replaceAll('contoso.com', 'fabrikam.com')));
    const request = { kind: 'restore', domain: sample.address, backups: [backup], restoreLinks: false } as const;
    await assert.rejects(sample.plan(request), refused('backup-foreign-domain'));
    assert.equal((await sample.plan({ kind: 'import', domain: sample.address, gpo: id, backup })).items.length, 1);
  });
});

function nobody(): GpoId {
  const id = parseGpoId('{00000000-0000-0000-0000-00000000DEAD}');
  assert.ok(id);
  return id;
}

async function firstLink(sample: SampleServices) {
  const soms = await sample.services.listSoms({ address: sample.address }, quietly);
  const som = soms.find(({ links }) => links.length > 0);
  const [link] = som?.links ?? [];
  assert.ok(som !== undefined && link !== undefined);
  return { som: som.path, gpo: link.gpo };
}
