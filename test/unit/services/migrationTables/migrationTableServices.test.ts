import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readMigrationTable } from '../../../../src/core/formats/migrationTable/readMigrationTable';
import { writeMigrationTable } from '../../../../src/core/formats/migrationTable/writeMigrationTable';
import type { MigrationEntry } from '../../../../src/core/formats/migrationTable/migrationTable';
import { corpusFolder } from '../../../fixtures/corpus';
import { quietly, SampleServices } from '../changes/sampleServices';

describe('a migration table', () => {
  let sample: SampleServices;
  let file: string;

  beforeEach(async () => {
    sample = await SampleServices.make();
    file = sample.path('table.migtable');
  });

  const entries = () => readMigrationTable(sample.files.readFile(file)).value.entries;
  const sources = (type: MigrationEntry['type']) =>
    entries()
      .filter((entry) => entry.type === type)
      .map(({ source }) => source);

  async function create(names: readonly string[], includeSecurity: boolean): Promise<number> {
    const gpos = await Promise.all(names.map(async (name) => (await sample.gpo(name)).id));
    return sample.services.createMigrationTable(
      { file, from: { address: sample.address, gpos }, includeSecurity },
      quietly,
    );
  }

  it('has the principals and paths of settings, each once and as it is', async () => {
    const count = await create(['Workstations - Security', 'Users - Folder Redirection'], false);
    assert.equal(count, entries().length);
    assert.ok(count > 0);
    assert.ok(entries().every(({ destination }) => destination.kind === 'same-as-source'));
    assert.ok(sources('UNCPath').some((path) => path.startsWith('\\\\files.contoso.com\\')));
    const all = entries().map(({ source }) => source.toLowerCase());
    assert.equal(new Set(all).size, all.length);
  });

  it('has no well-known principals: they mean the same everywhere', async () => {
    await create(['Workstations - Security', 'Users - Folder Redirection'], true);
    assert.ok(entries().every(({ source }) => !/^S-1-(?:1|3|5-\d+|5-32-\d+)$/.test(source)));
  });

  it('has the principals of the permissions only when asked', async () => {
    const without = await create(['Kiosk'], false);
    const withThem = await create(['Kiosk'], true);
    assert.ok(withThem > without);
    assert.ok(sources('GlobalGroup').some((source) => /@contoso\.com$/i.test(source)));
  });

  it('is the same from backups', async () => {
    const names = ['Workstations - Security', 'Users - Folder Redirection'];
    await create(names, true);
    const expected = entries();
    const gpos = await Promise.all(names.map(async (name) => (await sample.gpo(name)).id));
    await sample.backUp(gpos);
    const listed = await sample.services.listBackups({ folder: sample.path('backups') }, quietly);
    const backups = gpos.flatMap((gpo) => listed.filter((backup) => backup.gpo === gpo));
    await sample.services.createMigrationTable({ file, from: { backups }, includeSecurity: true }, quietly);
    assert.deepEqual(entries(), expected);
  });

  it('has principals that the domain does not know as Unknown, by SID or by the name that stands there', async () => {
    const { id } = await sample.gpo('Workstations - Security');
    const template = sample.path(
      ...['domain', 'sysvol', 'Policies', id, 'Machine', 'Microsoft', 'Windows NT', 'SecEdit', 'GptTmpl.inf'],
    );
    const stranger = 'S-1-5-21-9-9-9-1234';
    const lines = [
      '[Unicode]',
      'Unicode=yes',
      '[Privilege Rights]',
      `SeBackupPrivilege = *${stranger},GONE\\Operators,*S-1-5-32-551`,
    ];
    sample.files.writeFile(template, new Uint8Array(Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf16le')));
    await create(['Workstations - Security'], false);
    const unknown = entries().filter(({ type }) => type === 'Unknown');
    const sourcesOf = unknown.map(({ source }) => source);
    assert.ok(sourcesOf.includes(stranger) && sourcesOf.includes('GONE\\Operators'), sourcesOf.join());
    assert.ok(unknown.every(({ destination }) => destination.kind === 'same-as-source'));
  });

  it('has the types and sources of one that the GPMC made of the same backup', async () => {
    const corpus = corpusFolder();
    if (corpus === undefined) return;
    const folder = join(corpus, 'clong+DetectionLab', 'Vagrant', 'resources', 'GPO', 'rdp_users');
    const set = sample.path('rdp_users');
    for (const { name, parentPath, isFile } of listed(folder)) {
      const target = sample.files.join(set, relative(folder, join(parentPath, name)));
      sample.files.makeFolder(isFile ? sample.files.dirname(target) : target);
      if (isFile) sample.files.writeFile(target, readFileSync(join(parentPath, name)));
    }
    const [backup] = await sample.services.listBackups({ folder: set }, quietly);
    assert.ok(backup);
    const { services } = sample;
    await services.createMigrationTable({ file, from: { backups: [backup] }, includeSecurity: true }, quietly);
    const rows = (all: readonly MigrationEntry[]) => all.map(({ type, source }) => `${type} ${source}`).sort();
    const real = readMigrationTable(readFileSync(join(folder, 'rdp_users.migtable'))).value;
    assert.deepEqual(rows(entries()), rows(real.entries));
  });

  it('is checked, each finding with its entry', async () => {
    const table: readonly MigrationEntry[] = [
      { type: 'User', source: 'a@b', destination: { kind: 'same-as-source' } },
      { type: 'User', source: 'A@B', destination: { kind: 'same-as-source' } },
      { type: 'UNCPath', source: '\\\\server', destination: { kind: 'text', text: '\\\\other\\share' } },
    ];
    sample.files.writeFile(file, writeMigrationTable({ entries: table }));
    const { entries: count, findings } = await sample.services.checkMigrationTable({ file }, quietly);
    assert.equal(count, 3);
    assert.deepEqual(
      findings.map(({ code, severity, place }) => [code, severity, place.record]),
      [
        ['migration-table-duplicate-source', 'error', 2],
        ['migration-table-malformed-unc', 'error', 3],
      ],
    );
  });

  it('that is none is a finding, not a failure', async () => {
    sample.files.writeFile(file, new TextEncoder().encode('<x/>'));
    const { entries: count, findings } = await sample.services.checkMigrationTable({ file }, quietly);
    assert.equal(count, 0);
    assert.equal(findings[0]?.code, 'migration-table-wrong-root');
  });
});

function listed(folder: string): readonly { name: string; parentPath: string; isFile: boolean }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => ({
    name: entry.name,
    parentPath: entry.parentPath,
    isFile: entry.isFile(),
  }));
}
