import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeMigrationTable } from '../../../../src/core/formats/migrationTable/writeMigrationTable';
import { parsePlan } from '../../../../src/core/model/planFile';
import type { ChangePlan } from '../../../../src/core/model/changePlan';
import type { BackupChoice, ChangeKind, ChangeRequest } from '../../../../src/core/model/changeRequest';
import type { GpoLink } from '../../../../src/core/model/domain';
import type { GpoId, SomPath } from '../../../../src/core/model/ids';
import { quietly, SampleServices } from './sampleServices';

const golden = join(__dirname, 'golden');

/** Makes a request on the sample domain, after what the test does to it first. */
type Request = (sample: SampleServices) => Promise<ChangeRequest>;

const plans: { readonly [K in ChangeKind]: Readonly<Record<string, Request>> } = {
  create: {
    create: ({ address: domain }) => Promise.resolve({ kind: 'create', domain, name: 'Printers' }),
    'create-from-starter': async (sample) => {
      const [starter] = await sample.services.listStarterGpos({ address: sample.address }, quietly);
      assert.ok(starter);
      return { kind: 'create', domain: sample.address, name: 'Printers', starter: starter.id };
    },
  },
  rename: {
    rename: async (sample) => ({
      kind: 'rename',
      domain: sample.address,
      gpo: await id(sample, 'Kiosk'),
      newName: 'Kiosks',
    }),
    'rename-default': async (sample) => ({
      kind: 'rename',
      domain: sample.address,
      gpo: await id(sample, 'Default Domain Policy'),
      newName: 'Domain Policy',
    }),
  },
  delete: {
    delete: async (sample) => ({
      kind: 'delete',
      domain: sample.address,
      gpos: [await id(sample, 'Workstations - Security'), await id(sample, 'Legacy - broken registry.pol')],
      removeLinks: true,
    }),
    'delete-leaving-links': async (sample) => ({
      kind: 'delete',
      domain: sample.address,
      gpos: [await id(sample, 'Users - Desktop')],
      removeLinks: false,
    }),
  },
  'set-status': {
    'set-status': async (sample) => ({
      kind: 'set-status',
      domain: sample.address,
      gpos: [await id(sample, 'Users - Desktop'), await id(sample, 'Workstations - Security')],
      status: 'user-disabled',
    }),
  },
  'set-wmi-filter': {
    'set-wmi-filter': async (sample) => {
      const [filter] = await sample.services.listWmiFilters({ address: sample.address }, quietly);
      assert.ok(filter);
      const gpos = [await id(sample, 'Users - Desktop'), await id(sample, 'Servers - Baseline')];
      return { kind: 'set-wmi-filter', domain: sample.address, gpos, filter: filter.id };
    },
    'clear-wmi-filter': async (sample) => {
      const gpos = await sample.services.listGpos({ address: sample.address }, quietly);
      const filtered = gpos.filter(({ wmiFilter }) => wmiFilter !== undefined).map((gpo) => gpo.id);
      return { kind: 'set-wmi-filter', domain: sample.address, gpos: filtered, filter: null };
    },
  },
  link: {
    link: async (sample) => ({
      kind: 'link',
      domain: sample.address,
      som: (await linked(sample)).som,
      gpos: [await id(sample, 'Unlinked - pilot'), await id(sample, 'Empty - to be deleted')],
      enabled: false,
    }),
  },
  'remove-link': {
    'remove-link': async (sample) => ({ kind: 'remove-link', domain: sample.address, ...(await linked(sample)) }),
  },
  'set-link-enabled': {
    'set-link-enabled': async (sample) => ({
      kind: 'set-link-enabled',
      domain: sample.address,
      ...(await linked(sample)),
      enabled: false,
    }),
  },
  'set-link-enforced': {
    'set-link-enforced': async (sample) => ({
      kind: 'set-link-enforced',
      domain: sample.address,
      ...(await linked(sample)),
      enforced: true,
    }),
  },
  'set-link-order': {
    'set-link-order': async (sample) => ({
      kind: 'set-link-order',
      domain: sample.address,
      ...(await linked(sample, 2)),
      order: 2,
    }),
  },
  'set-inheritance': {
    'set-inheritance': async (sample) => {
      const soms = await sample.services.listSoms({ address: sample.address }, quietly);
      const som = soms.find(({ kind, inheritanceBlocked }) => kind === 'ou' && !inheritanceBlocked);
      assert.ok(som);
      return { kind: 'set-inheritance', domain: sample.address, som: som.path, blocked: true };
    },
  },
  'repair-acl': {
    'repair-acl': async (sample) => {
      const gpos = await sample.services.listGpos({ address: sample.address }, quietly);
      const inconsistent = gpos.filter(({ aclConsistent }) => aclConsistent === false).map((gpo) => gpo.id);
      assert.ok(inconsistent.length > 0);
      return { kind: 'repair-acl', domain: sample.address, gpos: [...inconsistent, await id(sample, 'Kiosk')] };
    },
  },
  restore: {
    'restore-deleted': async (sample) => {
      const gpo = await id(sample, 'Workstations - Security');
      const backup = await backUp(sample, gpo);
      await sample.apply({ kind: 'delete', domain: sample.address, gpos: [gpo], removeLinks: true });
      sample.wait(100 * 86_400_000);
      return { kind: 'restore', domain: sample.address, backups: [backup], restoreLinks: true };
    },
    'restore-changed': async (sample) => {
      const gpo = await id(sample, 'Servers - Baseline');
      const backup = await backUp(sample, gpo);
      const other = await backUp(sample, await id(sample, 'Users - Desktop'));
      await sample.apply({ kind: 'import', domain: sample.address, gpo, backup: other });
      await sample.apply({ kind: 'set-status', domain: sample.address, gpos: [gpo], status: 'all-disabled' });
      await sample.apply({ kind: 'rename', domain: sample.address, gpo, newName: 'Servers' });
      return { kind: 'restore', domain: sample.address, backups: [backup], restoreLinks: false };
    },
    'restore-default': async (sample) => {
      const backup = await backUp(sample, await id(sample, 'Default Domain Policy'));
      return { kind: 'restore', domain: sample.address, backups: [backup], restoreLinks: false };
    },
  },
  import: {
    import: async (sample) => ({
      kind: 'import',
      domain: sample.address,
      gpo: await id(sample, 'Workstations - Windows Update'),
      backup: await backUp(sample, await id(sample, 'Workstations - Security')),
    }),
    'import-with-mapping': async (sample) => {
      const file = sample.path('contoso.migtable');
      const [group] = await sample.services.listGpos({ address: sample.address }, quietly);
      assert.ok(group);
      const destination = { kind: 'text', text: '\\\\nas.contoso.com\\home' } as const;
      const table = { entries: [{ type: 'UNCPath', source: '\\\\files.contoso.com\\home', destination } as const] };
      sample.files.writeFile(file, writeMigrationTable(table));
      return {
        kind: 'import',
        domain: sample.address,
        gpo: await id(sample, 'Default Domain Policy'),
        backup: await backUp(sample, await id(sample, 'Users - Folder Redirection')),
        mapping: { file, strict: false },
      };
    },
  },
  copy: {
    copy: async (sample) => ({
      kind: 'copy',
      domain: sample.address,
      gpo: await id(sample, 'Workstations - Security'),
      target: sample.address,
      newName: 'Workstations - Security 2',
      copyAcl: true,
    }),
  },
  undo: {
    'undo-delete': async (sample) => {
      const gpos = [await id(sample, 'Workstations - Security'), await id(sample, 'Users - Desktop')];
      const { undoId } = await sample.apply({ kind: 'delete', domain: sample.address, gpos, removeLinks: true });
      assert.ok(undoId);
      return { kind: 'undo', domain: sample.address, undoId };
    },
    'undo-create': async (sample) => {
      const { undoId } = await sample.apply({ kind: 'create', domain: sample.address, name: 'Printers' });
      assert.ok(undoId);
      return { kind: 'undo', domain: sample.address, undoId };
    },
    'undo-link-changes': async (sample) => {
      const { undoId } = await sample.apply({
        kind: 'set-link-enforced',
        domain: sample.address,
        ...(await linked(sample)),
        enforced: true,
      });
      assert.ok(undoId);
      return { kind: 'undo', domain: sample.address, undoId };
    },
  },
  'delete-backup': {
    'delete-backup': async (sample) => {
      const first = await backUp(sample, await id(sample, 'Kiosk'));
      await backUp(sample, await id(sample, 'Kiosk'));
      return {
        kind: 'delete-backup',
        backups: [first, await backUp(sample, await id(sample, 'Users - Desktop'))],
      };
    },
  },
};

describe('the plan of every kind of change', () => {
  let sample: SampleServices;

  beforeEach(async () => {
    sample = await SampleServices.make();
  });

  for (const [name, request] of Object.values(plans).flatMap((kind) => Object.entries(kind)))
    it(`says what would happen: ${name}`, async () => {
      const plan = await sample.plan(await request(sample));
      const text = normalised(plan, sample);
      const file = join(golden, `${name}.json`);
      if (process.env['UPDATE_GOLDEN'] === '1') {
        mkdirSync(golden, { recursive: true });
        writeFileSync(file, text);
      }
      assert.ok(existsSync(file), `${file} is missing; UPDATE_GOLDEN=1 writes it`);
      assert.equal(text, readFileSync(file, 'utf8'));
    });

  for (const [name, request] of Object.values(plans).flatMap((kind) => Object.entries(kind)))
    it(`changes nothing and can be saved, read and applied: ${name}`, async () => {
      const made = await request(sample);
      const before = await state(sample);
      const plan = await sample.plan(made);
      assert.deepEqual(await state(sample), before);
      const read = parsePlan(new TextEncoder().encode(JSON.stringify(plan)), 'plan.json');
      const typedNames = plan.confirmations.map((confirmation) => confirmation.name);
      const summary = await sample.services.applyPlan({ plan: read, typedNames }, quietly);
      assert.deepEqual(
        summary.items.filter(({ state: end }) => end !== 'done'),
        [],
      );
      for (const [index, item] of plan.items.entries()) {
        const after = summary.items[index]?.after;
        for (const { side, after: version } of item.versions)
          assert.equal(after?.[side === 'computer' ? 'computerVersion' : 'userVersion'], version);
      }
    });
});

/** The plan as JSON without hashes; fresh GUIDs numbered in the order in which they occur, and no times. */
function normalised(plan: ChangePlan, sample: SampleServices): string {
  const text = JSON.stringify(
    { ...plan, preconditions: plan.preconditions.map((item) => ({ ...item, fingerprint: '' })) },
    undefined,
    2,
  );
  const fresh: string[] = [];
  const numbered = text.replaceAll(/\{0F0F0F0F-[0-9A-F-]+\}/g, (guid) => {
    if (!fresh.includes(guid)) fresh.push(guid);
    return `{fresh ${String(fresh.indexOf(guid) + 1)}}`;
  });
  return `${numbered.replaceAll(`${sample.root}/`, '').replaceAll(/2026-\d\d-\d\dT[\d:]+Z/g, '<time>')}\n`;
}

async function state(sample: SampleServices): Promise<unknown> {
  const gpos = await sample.services.listGpos({ address: sample.address }, quietly);
  return {
    gpos: await Promise.all(
      gpos.map((gpo) => sample.services.gpoDetails({ address: sample.address, gpo: gpo.id }, quietly)),
    ),
    soms: await sample.services.listSoms({ address: sample.address }, quietly),
    undo: await sample.services.listUndo({}, quietly),
  };
}

async function id(sample: SampleServices, name: string): Promise<GpoId> {
  return (await sample.gpo(name)).id;
}

async function backUp(sample: SampleServices, gpo: GpoId): Promise<BackupChoice> {
  const summary = await sample.backUp([gpo], 'before the change');
  assert.equal(summary.state, 'done');
  const folder = sample.path('backups');
  const backups = await sample.services.listBackups({ folder }, quietly);
  const newest = backups.find((backup) => backup.gpo === gpo);
  assert.ok(newest);
  return { folder, id: newest.id };
}

/** The first link, enabled and not enforced, of a SOM with at least so many links. */
async function linked(sample: SampleServices, count = 1): Promise<{ readonly som: SomPath; readonly gpo: GpoId }> {
  const soms = await sample.services.listSoms({ address: sample.address }, quietly);
  const isPlain = (link: GpoLink | undefined): boolean => link?.enabled === true && !link.enforced;
  const som = soms.find(({ links }) => links.length >= count && isPlain(links[0]));
  const [link] = som?.links ?? [];
  assert.ok(som !== undefined && link !== undefined);
  return { som: som.path, gpo: link.gpo };
}
