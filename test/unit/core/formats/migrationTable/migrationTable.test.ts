import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkMigrationTable, isUncPath } from '../../../../../src/core/formats/migrationTable/checkMigrationTable';
import {
  migrationEntryTypes,
  type MigrationDestination,
  type MigrationEntry,
  type MigrationTable,
} from '../../../../../src/core/formats/migrationTable/migrationTable';
import { readMigrationTable } from '../../../../../src/core/formats/migrationTable/readMigrationTable';
import { writeMigrationTable } from '../../../../../src/core/formats/migrationTable/writeMigrationTable';
import { corpusFolder } from '../../../../fixtures/corpus';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true });
// Line breaks stand for layout in this format.
const text = fc.oneof(
  fc.constantFrom('CONTOSO\\a & b', '<x>', 'Größe 中 🙂', 'S-1-5-21-1-2-3-512', '\\\\server\\share', ']]>', ' '),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((candidate) => !/[\r\n]/.test(candidate)),
);
const destination: fc.Arbitrary<MigrationDestination> = fc.oneof(
  record({ kind: fc.constant('text' as const), text }),
  record({ kind: fc.constantFrom('same-as-source' as const, 'none' as const, 'by-relative-name' as const) }),
);
const table: fc.Arbitrary<MigrationTable> = record({
  entries: fc.array(record({ type: fc.constantFrom(...migrationEntryTypes), source: text, destination }), {
    maxLength: 5,
  }),
});

function read(bytes: Uint8Array): MigrationTable {
  const { value, problems } = readMigrationTable(bytes);
  assert.deepEqual(problems, []);
  return value;
}

const findings = (...entries: readonly MigrationEntry[]): readonly string[] =>
  checkMigrationTable({ entries }).map(({ code, place }) => `${String(place.record)} ${code}`);
const same: MigrationDestination = { kind: 'same-as-source' };
const to = (value: string): MigrationDestination => ({ kind: 'text', text: value });

describe('migration table', () => {
  it('comes back byte for byte, over real tables', () => {
    const folder = corpusFolder();
    if (folder === undefined) return;
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.toLowerCase().endsWith('.migtable'),
    );
    assert.ok(names.length > 0);
    for (const name of names) {
      const bytes: Uint8Array = readFileSync(join(folder, name));
      const value = read(bytes);
      assert.ok(value.entries.length > 0);
      assert.deepEqual(Buffer.from(writeMigrationTable({ ...value })), bytes, name);
      assert.deepEqual(checkMigrationTable(value), []);
    }
  });

  it('keeps every entry through write and read, and the bytes of an unchanged table', () => {
    fc.assert(
      fc.property(table, (value) => {
        const bytes = writeMigrationTable(value);
        assert.deepEqual([...bytes.slice(0, 4)], [0xff, 0xfe, 0x3c, 0]);
        assert.deepEqual(read(bytes), value);
        const other = encode(new TextDecoder('utf-16le').decode(bytes).replaceAll('\r\n', '\n'));
        assert.deepEqual(writeMigrationTable(read(other)), other);
        assert.deepEqual(read(other), value);
      }),
    );
  });

  it('writes the layout of GPMC', () => {
    const written = new TextDecoder('utf-16le').decode(
      writeMigrationTable({
        entries: [
          { type: 'GlobalGroup', source: 'A@b.c', destination: to('D&E') },
          { type: 'Unknown', source: 'x', destination: same },
        ],
      }),
    );
    assert.deepEqual(written.split('\r\n'), [
      '<?xml version="1.0" encoding="utf-16"?>',
      '<MigrationTable xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
        ' xmlns="http://www.microsoft.com/GroupPolicy/GPOOperations/MigrationTable">',
      '  <Mapping>',
      '    <Type>GlobalGroup</Type>',
      '    <Source>A@b.c</Source>',
      '    <Destination>D&amp;E</Destination>',
      '  </Mapping>',
      '  <Mapping>',
      '    <Type>Unknown</Type>',
      '    <Source>x</Source>',
      '    <DestinationSameAsSource />',
      '  </Mapping>',
      '</MigrationTable>',
      '',
    ]);
  });

  it('says what is wrong in the file, with line and entry', () => {
    const { value, problems } = readMigrationTable(
      encode(`<MigrationTable>
<Mapping><Type>Group</Type><Source>a</Source><DestinationNone/></Mapping>
<Mapping><Type>User</Type><Source>b</Source></Mapping>
<Mapping><Type>User</Type><Source>c</Source><Destination>d</Destination><DestinationNone/><New/></Mapping>
</MigrationTable>`),
    );
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place.line, place.record]),
      [
        ['migration-table-unknown-type', 2, 1],
        ['migration-table-no-destination', 3, 2],
        ['migration-table-several-destinations', 4, 3],
        ['migration-table-unknown-element', 4, undefined],
      ],
    );
    assert.deepEqual(
      value.entries.map(({ type, destination: target }) => [type, target.kind]),
      [
        ['Unknown', 'none'],
        ['User', 'same-as-source'],
        ['User', 'text'],
      ],
    );
  });

  it('never throws, whatever the bytes, and every error has a place', () => {
    const base = encode(
      '<MigrationTable><Mapping><Type>User</Type><Source>a</Source><Destination>b</Destination></Mapping></MigrationTable>',
    );
    const change = fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat({ max: base.length }), (changes, length) => {
        const bytes = base.slice(0, length);
        for (const [index, byte] of changes) if (index < length) bytes[index] = byte;
        const { value, problems } = readMigrationTable(bytes);
        checkMigrationTable(value);
        for (const { severity, place } of problems) assert.ok(severity === 'warning' || place.line !== undefined);
      }),
      { numRuns: 500 },
    );
  });
});

describe('checkMigrationTable', () => {
  it('finds nothing wrong with a sound table', () => {
    assert.deepEqual(
      findings(
        { type: 'User', source: 'a@b.c', destination: { kind: 'none' } },
        { type: 'GlobalGroup', source: 'CONTOSO\\b', destination: { kind: 'by-relative-name' } },
        { type: 'Unknown', source: 'S-1-5-21-1-2-3-512', destination: to('S-1-5-32-544') },
        { type: 'UNCPath', source: '\\\\old\\share\\a b', destination: to('\\\\new\\share') },
        { type: 'UNCPath', source: '\\\\old\\other', destination: same },
      ),
      [],
    );
  });

  it('finds each thing that is wrong', () => {
    const user = { type: 'User', source: 'a', destination: same } as const;
    assert.deepEqual(findings(user, { ...user, source: 'b' }, { ...user, source: 'A' }), [
      '3 migration-table-duplicate-source',
    ]);
    assert.deepEqual(findings({ ...user, source: '' }), ['1 migration-table-empty-source']);
    assert.deepEqual(findings({ ...user, source: 'S-1-x' }), ['1 migration-table-invalid-sid']);
    assert.deepEqual(findings({ ...user, destination: to('s-1-5-21-') }), ['1 migration-table-invalid-sid']);
    assert.deepEqual(findings({ ...user, destination: to(' ') }), ['1 migration-table-no-destination']);
    assert.deepEqual(findings({ ...user, source: '\\\\server\\share' }), ['1 migration-table-path-as-principal']);
    const path = { type: 'UNCPath', source: '\\\\s\\d', destination: same } as const;
    assert.deepEqual(findings({ ...path, source: 'C:\\d' }), ['1 migration-table-malformed-unc']);
    assert.deepEqual(findings({ ...path, destination: to('\\\\server') }), ['1 migration-table-malformed-unc']);
    assert.deepEqual(findings({ ...path, destination: { kind: 'none' } }), ['1 migration-table-no-destination']);
    assert.deepEqual(findings({ ...path, destination: { kind: 'by-relative-name' } }), [
      '1 migration-table-relative-name-not-allowed',
    ]);
  });

  it('knows a UNC path', () => {
    for (const path of ['\\\\s\\d', '\\\\s.contoso.com\\d$\\e f\\', '\\\\10.0.0.1\\d'])
      assert.ok(isUncPath(path), path);
    for (const path of ['', '\\\\s', '\\\\s\\', '\\s\\d', '//s/d', '\\\\s\\d\\\\e', '\\\\s\\a*b', 'x\\\\s\\d'])
      assert.ok(!isUncPath(path), path);
  });
});
