import assert from 'node:assert/strict';
import { writeMigrationTable } from '../../../../src/core/formats/migrationTable/writeMigrationTable';
import type { MigrationEntry } from '../../../../src/core/formats/migrationTable/migrationTable';
import type { ChangePlan, PlanMessage } from '../../../../src/core/model/changePlan';
import type { BackupChoice } from '../../../../src/core/model/changeRequest';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import { parseSomPath, type GpoId } from '../../../../src/core/model/ids';
import { quietly, SampleServices } from './sampleServices';

/** Messages of a plan by code. */
function messages(plan: ChangePlan, code: string): readonly PlanMessage['params'][] {
  return plan.items
    .flatMap(({ effects, warnings }) => [...effects, ...warnings])
    .filter((message) => message.code === code)
    .map(({ params }) => params);
}

async function backUp(sample: SampleServices, gpo: GpoId): Promise<BackupChoice> {
  await sample.backUp([gpo]);
  const folder = sample.path('backups');
  const backup = (await sample.services.listBackups({ folder }, quietly)).find((candidate) => candidate.gpo === gpo);
  assert.ok(backup);
  return { folder, id: backup.id };
}

async function filtered(sample: SampleServices) {
  const gpos = await sample.services.listGpos({ address: sample.address }, quietly);
  const gpo = gpos.find(({ wmiFilter }) => wmiFilter !== undefined);
  assert.ok(gpo?.wmiFilter);
  const filters = await sample.services.listWmiFilters({ address: sample.address }, quietly);
  const filter = filters.find(({ id }) => id === gpo.wmiFilter);
  assert.ok(filter);
  return { gpo, filter };
}

/** The file of the only WMI filter. */
function wmiFile(sample: SampleServices): string {
  const folder = sample.path('domain', 'ad', 'wmi');
  const [file] = sample.files.list(folder);
  assert.ok(file);
  return sample.files.join(folder, file.name);
}

describe('the plan of a restore', () => {
  let sample: SampleServices;

  beforeEach(async () => {
    sample = await SampleServices.make();
  });

  const restore = (backup: BackupChoice, restoreLinks = false): Promise<ChangePlan> =>
    sample.plan({ kind: 'restore', domain: sample.address, backups: [backup], restoreLinks });

  it('says the WMI filter with its query, and warns when the domain no longer has it', async () => {
    const { gpo, filter } = await filtered(sample);
    const backup = await backUp(sample, gpo.id);
    const query = filter.queries.map((part) => part.query).join('; ');
    assert.deepEqual(messages(await restore(backup), 'wmi-filter-is'), [{ name: filter.name, query }]);

    sample.files.removeFile(wmiFile(sample));
    const plan = await restore(backup);
    assert.deepEqual(messages(plan, 'wmi-filter-missing'), [
      { name: filter.name, namespace: filter.queries[0]?.namespace ?? '', query },
    ]);
    assert.deepEqual(messages(plan, 'wmi-filter-is'), []);
  });

  it('says without a sidecar that nobody knows the query', async () => {
    const { gpo, filter } = await filtered(sample);
    const backup = await backUp(sample, gpo.id);
    sample.files.removeFile(sample.path('backups', `${backup.id}.group-policy.json`));
    sample.files.removeFile(wmiFile(sample));
    const plan = await restore(backup);
    assert.deepEqual(messages(plan, 'wmi-filter-missing'), [{ name: filter.name, namespace: '', query: '' }]);
    assert.equal(messages(plan, 'backup-without-sidecar').length, 1);
  });

  it('warns when the filter of that name asks something else now', async () => {
    const { gpo, filter } = await filtered(sample);
    const backup = await backUp(sample, gpo.id);
    const file = wmiFile(sample);
    const text = new TextDecoder().decode(sample.files.readFile(file));
    const query = filter.queries[0]?.query ?? '';
    const other = query.replace(/\d/g, '7');
    sample.files.writeFile(file, new TextEncoder().encode(text.replace(JSON.stringify(query).slice(1, -1), JSON.stringify(other).slice(1, -1)))); // prettier-ignore
    const [difference] = messages(await restore(backup), 'wmi-filter-differs');
    assert.equal(difference?.['backupQuery'], query);
    assert.equal(difference['query'], other);
  });

  it('counts the links that it does not put back, and puts them back in their place when asked', async () => {
    const { id } = await sample.gpo('Users - Desktop');
    const details = await sample.services.gpoDetails({ address: sample.address, gpo: id }, quietly);
    const [place] = details.links;
    const som = parseSomPath(place?.somPath ?? '');
    assert.ok(place && som);
    const backup = await backUp(sample, id);
    assert.deepEqual(messages(await restore(backup), 'links-not-restored'), []);
    await sample.apply({ kind: 'remove-link', domain: sample.address, som, gpo: id });
    assert.deepEqual(messages(await restore(backup), 'links-not-restored'), [{ count: 1 }]);
    const plan = await restore(backup, true);
    assert.deepEqual(messages(plan, 'link-added'), [
      { gpo: 'Users - Desktop', som, order: place.order, enabled: place.enabled, enforced: place.enforced },
    ]);
    await sample.services.applyPlan({ plan, typedNames: [] }, quietly);
    const after = await sample.services.gpoDetails({ address: sample.address, gpo: id }, quietly);
    assert.deepEqual(after.links, details.links);
  });

  it('says which links that nobody removed work again', async () => {
    const { id } = await sample.gpo('Users - Desktop');
    const backup = await backUp(sample, id);
    await sample.apply({ kind: 'delete', domain: sample.address, gpos: [id], removeLinks: false });
    const plan = await restore(backup);
    assert.deepEqual(messages(plan, 'broken-links-work-again'), [{ count: 1 }]);
    assert.equal(plan.items[0]?.links.length, 1);
  });

  it('is refused when another GPO has the name by now', async () => {
    const { id } = await sample.gpo('Users - Desktop');
    const backup = await backUp(sample, id);
    await sample.apply({ kind: 'delete', domain: sample.address, gpos: [id], removeLinks: true });
    await sample.apply({ kind: 'create', domain: sample.address, name: 'users - DESKTOP' });
    await assert.rejects(restore(backup), (error) => isPolicyError(error, 'gpo-name-taken'));
  });

  it('warns of files that the backup does not list, and of nothing else for an unchanged GPO', async () => {
    const { id } = await sample.gpo('Users - Desktop');
    const backup = await backUp(sample, id);
    const [clean] = (await restore(backup)).items;
    assert.deepEqual([clean?.files, clean?.settings, clean?.permissions, clean?.warnings], [[], [], [], []]);
    const stray = sample.path('backups', backup.id, 'DomainSysvol', 'GPO', 'Machine', 'Groups.xml.backup');
    sample.files.writeFile(stray, new Uint8Array(3));
    assert.deepEqual(messages(await restore(backup), 'files-not-in-backup-index'), [{ count: 1 }]);
  });

  it('is refused when the backup lost a file, which is named', async () => {
    const { id } = await sample.gpo('Users - Desktop');
    const backup = await backUp(sample, id);
    sample.files.removeFile(sample.path('backups', backup.id, 'DomainSysvol', 'GPO', 'User', 'registry.pol'));
    await assert.rejects(
      restore(backup),
      (error) => isPolicyError(error, 'backup-invalid') && error.params.file === 'User/registry.pol',
    );
  });

  it('warns when a side that had settings gets none', async () => {
    const { id } = await sample.gpo('Users - Desktop');
    const empty = await backUp(sample, (await sample.gpo('Empty - to be deleted')).id);
    const plan = await sample.plan({ kind: 'import', domain: sample.address, gpo: id, backup: empty });
    assert.deepEqual(messages(plan, 'side-emptied'), [{ side: 'user' }]);
  });
});

describe('the plan of an import with a migration table', () => {
  const path = '\\\\files.contoso.com\\home';
  const entry = (source: string, text: string): MigrationEntry => ({
    type: 'UNCPath',
    source,
    destination: { kind: 'text', text },
  });

  async function plan(entries: readonly MigrationEntry[], strict: boolean): Promise<ChangePlan> {
    const sample = await SampleServices.make();
    const file = sample.path('t.migtable');
    sample.files.writeFile(file, writeMigrationTable({ entries }));
    const backup = await backUp(sample, (await sample.gpo('Users - Folder Redirection')).id);
    const gpo = (await sample.gpo('Kiosk')).id;
    return sample.plan({ kind: 'import', domain: sample.address, gpo, backup, mapping: { file, strict } });
  }

  it('says what it maps, by the longest folder above', async () => {
    const made = await plan([entry('\\\\files.contoso.com\\h', 'no'), entry(path, '\\\\new\\home')], true);
    const mapped = messages(made, 'path-mapped');
    assert.deepEqual(
      mapped.map(({ to }) => to),
      ['\\\\new\\home\\%USERNAME%\\Documents'],
    );
    const settings = made.items.flatMap((item) => item.settings);
    const written = settings.filter(({ name }) => name.endsWith('/FullPath')).map(({ after }) => after);
    assert.deepEqual(written, ['\\\\new\\home\\%USERNAME%\\Documents'], 'the settings are those that will be written');
    assert.deepEqual(messages(made, 'path-not-mapped'), []);
  });

  it('shows principals as they will be written, and finds destinations that the domain does not know', async () => {
    const sample = await SampleServices.make();
    const { id } = await sample.gpo('Workstations - Security');
    const template = sample.path(
      ...['domain', 'sysvol', 'Policies', id, 'Machine', 'Microsoft', 'Windows NT', 'SecEdit', 'GptTmpl.inf'],
    );
    const old = 'S-1-5-21-9-9-9';
    const text = `\ufeff[Unicode]\r\nUnicode=yes\r\n[Privilege Rights]\r\nSeBackupPrivilege = *${old}-1,*${old}-2,*${old}-3,*${old}-4\r\n`;
    sample.files.writeFile(template, new Uint8Array(Buffer.from(text, 'utf16le')));
    const backup = await backUp(sample, id);
    const file = sample.path('t.migtable');
    const row = (source: string, destination: MigrationEntry['destination']): MigrationEntry => ({
      type: 'Unknown',
      source,
      destination,
    });
    const entries = [
      row(`${old}-1`, { kind: 'text', text: 'Domain Admins@contoso.com' }),
      row(`${old}-2`, { kind: 'text', text: 'CONTOSO\\Nobody' }),
      row(`${old}-3`, { kind: 'none' }),
    ];
    sample.files.writeFile(file, writeMigrationTable({ entries }));
    const gpo = (await sample.gpo('Kiosk')).id;
    const request = (strict: boolean) =>
      ({ kind: 'import', domain: sample.address, gpo, backup, mapping: { file, strict } }) as const;
    const made = await sample.plan(request(false));
    const { sid } = (await sample.services.openDomain({ address: sample.address }, quietly)).info;
    const right = made.items[0]?.settings.find(({ name }) => name.endsWith('SeBackupPrivilege'));
    assert.equal(right?.after, `${sid}-512, CONTOSO\\Nobody, ${old}-4`);
    assert.deepEqual(messages(made, 'principal-mapped'), [
      { from: `${old}-1`, to: 'Domain Admins@contoso.com' },
      { from: `${old}-2`, to: 'CONTOSO\\Nobody' },
    ]);
    assert.deepEqual(messages(made, 'principal-removed'), [{ principal: `${old}-3` }]);
    assert.deepEqual(
      messages(made, 'principal-not-mapped').map(({ principal }) => principal),
      [`${old}-4`],
    );
    assert.deepEqual(messages(made, 'destination-unknown'), [{ principal: 'CONTOSO\\Nobody' }]);
    await assert.rejects(
      sample.plan(request(true)),
      (error) =>
        isPolicyError(error, 'migration-table-unmapped') &&
        error.params.file === file &&
        error.params.sources.join() === [`${old}-4`, 'CONTOSO\\Nobody'].join(),
    );
    // What was shown is what is written.
    assert.equal((await sample.apply(request(false))).state, 'done');
    const imported = sample.path(
      ...['domain', 'sysvol', 'Policies', gpo, 'Machine', 'Microsoft', 'Windows NT', 'SecEdit', 'GptTmpl.inf'],
    );
    const written = new TextDecoder('utf-16le').decode(sample.files.readFile(imported));
    assert.ok(written.includes(`SeBackupPrivilege = *${sid}-512,CONTOSO\\Nobody,*${old}-4`), written);
  });

  it('warns of what it does not map', async () => {
    const made = await plan([], false);
    assert.ok(messages(made, 'path-not-mapped').some((params) => String(params['path']).startsWith(path)));
  });

  it('is refused when it is strict and leaves something', async () => {
    await assert.rejects(plan([], true), (error) => isPolicyError(error, 'migration-table-unmapped'));
  });

  it('is refused with a damaged table', async () => {
    const sample = await SampleServices.make();
    const file = sample.path('t.migtable');
    sample.files.writeFile(file, new Uint8Array(4));
    const { id } = await sample.gpo('Kiosk');
    const backup = await backUp(sample, id);
    await assert.rejects(
      sample.plan({ kind: 'import', domain: sample.address, gpo: id, backup, mapping: { file, strict: false } }),
      (error) => isPolicyError(error, 'migration-table-invalid'),
    );
  });
});
