import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PolRecord } from '../../../../../src/core/formats/registryPol/polRecord';
import {
  emptyRegistryPol,
  readRegistryPol,
  writeRegistryPol,
} from '../../../../../src/core/formats/registryPol/registryPol';
import { corpusFiles } from '../../../../fixtures/corpus';
import { fuzzedBytes } from '../text/fuzzedBytes';

const record = (key: string, valueName: string, type: number, ...data: number[]): PolRecord => ({
  key,
  valueName,
  type,
  data: Uint8Array.from(data),
});
const samples = [
  record('Software\\Policies\\A', 'Plain', 4, 1, 0, 0, 0),
  record('Software\\Policies\\A', '*', 1, 0x5b, 0, 0x5d, 0, 0x3b, 0, 0, 0),
  record('Software\\Policies\\A', 'id;https://x][', 3, 0x5d, 0, 0x5b),
  record('SOFTWARE\\Policies\\B', '', 0),
  record('Software\\Policies\\A', 'Plain', 4, 2, 0, 0, 0),
  record('Software\\\ud800', 'Ünï', 77, 0xff),
];
const file = writeRegistryPol({ ...emptyRegistryPol, records: samples });
const anyRecord = fc.record(
  {
    key: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
    valueName: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
    type: fc.integer({ min: 0, max: 0xffff_ffff }),
    data: fc.uint8Array({ maxLength: 30 }),
  },
  { noNullPrototype: true },
);

describe('registry.pol', () => {
  it('has the bytes of the specification', () => {
    const bytes = writeRegistryPol({ ...emptyRegistryPol, records: [record('K', 'v', 4, 1, 0, 0, 0)] });
    const expected = '50526567 01000000 5b00 4b000000 3b00 76000000 3b00 04000000 3b00 04000000 3b00 01000000 5d00';
    assert.equal(Buffer.from(bytes).toString('hex'), expected.replaceAll(' ', ''));
  });

  it('reads by size: delimiters in names and data, duplicates, order and case stay', () => {
    const { value, problems } = readRegistryPol(file);
    assert.deepEqual(problems, []);
    assert.deepEqual(value.records, samples);
  });

  it('takes header-only and empty files', () => {
    assert.deepEqual(readRegistryPol(writeRegistryPol(emptyRegistryPol)), { value: emptyRegistryPol, problems: [] });
    const { value, problems } = readRegistryPol(new Uint8Array(0));
    assert.deepEqual([value.hasHeader, problems.length, writeRegistryPol(value).length], [false, 0, 0]);
    assert.deepEqual(writeRegistryPol({ ...value, records: samples }), file);
  });

  it('round-trips any records', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 8 }), (records) => {
        const { value, problems } = readRegistryPol(writeRegistryPol({ ...emptyRegistryPol, records }));
        assert.deepEqual(problems, []);
        assert.deepEqual(value.records, records);
      }),
    );
  });

  it('finds the records behind damage and keeps the damage', () => {
    const first = writeRegistryPol({ ...emptyRegistryPol, records: samples.slice(0, 1) }).length;
    const second = writeRegistryPol({ ...emptyRegistryPol, records: samples.slice(0, 2) }).length;
    const broken = file.slice();
    broken[second - 2] = 0x21;
    const { value, problems } = readRegistryPol(broken);
    assert.deepEqual(value.records, [...samples.slice(0, 1), ...samples.slice(2)]);
    assert.deepEqual(problems, [
      {
        code: 'registry-pol-damaged',
        severity: 'error',
        place: { offset: first, record: 2 },
        params: { size: second - first },
      },
    ]);
    assert.deepEqual(writeRegistryPol(value), broken);
  });

  it('survives a byte that is missing, which shifts all that follows', () => {
    const broken = Uint8Array.of(...file.subarray(0, 20), ...file.subarray(21));
    const { value } = readRegistryPol(broken);
    assert.deepEqual(value.records, samples.slice(1));
    assert.deepEqual(writeRegistryPol(value), broken);
  });

  it('says where a file is cut off', () => {
    for (let size = 9; size < file.length; size += 1) {
      const { value, problems } = readRegistryPol(file.subarray(0, size));
      const whole = writeRegistryPol(value).length === size && problems.length === 0;
      assert.ok(whole || problems.at(-1)?.code === 'registry-pol-truncated', String(size));
      assert.deepEqual(value.records, samples.slice(0, value.records.length));
      assert.deepEqual(writeRegistryPol(value), file.subarray(0, size));
    }
  });

  it('reads records without a header, and writes none then', () => {
    const bare = file.slice(8);
    const { value, problems } = readRegistryPol(bare);
    assert.deepEqual(value.records, samples);
    assert.equal(problems[0]?.code, 'registry-pol-no-header');
    assert.deepEqual(writeRegistryPol(value), bare);
  });

  it('never throws on mutated bytes, writes them back, and gives every problem a place', () => {
    fc.assert(
      fc.property(fuzzedBytes([file]), (bytes) => {
        const { value, problems } = readRegistryPol(bytes);
        assert.deepEqual(writeRegistryPol(value), bytes);
        for (const { code, place } of problems) {
          assert.match(code, /^registry-pol-/);
          assert.ok(place.offset !== undefined && place.offset <= bytes.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('changes only the record that was changed', () => {
    const { value } = readRegistryPol(file);
    const records = value.records.map((item, index) =>
      index === 2 ? { ...item, data: Uint8Array.of(9, 9, 9) } : item,
    );
    const changed = writeRegistryPol({ ...value, records });
    assert.equal(changed.length, file.length);
    assert.deepEqual(
      readRegistryPol(changed).value.records.filter((_item, index) => index !== 2),
      samples.filter((_item, index) => index !== 2),
    );
    assert.equal(changed.filter((byte, index) => byte !== file[index]).length, 3);
  });

  it('reads 10 MB in well under a second, damaged ones too', () => {
    const data = new Uint8Array(60).fill(0x61);
    const many = Array.from({ length: 50_000 }, (_, index) => ({
      key: `Software\\Policies\\Vendor ${index >> 4}`,
      valueName: `Value ${index}`,
      type: 3,
      data,
    }));
    const large = writeRegistryPol({ ...emptyRegistryPol, records: many });
    assert.ok(large.length > 8_000_000);
    const openings = new Uint8Array(10_000_000);
    for (let at = 0; at < openings.length; at += 2) openings[at] = 0x5b;
    const sparse = openings.slice();
    for (let at = 100; at < sparse.length; at += 60_000) sparse.set([0, 0, 0x3b, 0], at);
    for (const bytes of [large, large.subarray(7), openings, sparse, new Uint8Array(10_000_000)]) {
      const start = process.hrtime.bigint();
      readRegistryPol(bytes);
      assert.ok(process.hrtime.bigint() - start < 2_000_000_000n);
    }
    assert.equal(readRegistryPol(large).value.records.length, many.length);
  });

  it('gives every file of the corpus back', () => {
    for (const { path, bytes } of corpusFiles(/^registry\.pol$/i)) {
      const { value, problems } = readRegistryPol(bytes);
      assert.deepEqual(problems, [], path);
      assert.ok(Buffer.from(writeRegistryPol(value)).equals(bytes), path);
    }
  });
});
