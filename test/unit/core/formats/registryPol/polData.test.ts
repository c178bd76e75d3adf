import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodePolData, encodePolData, type PolData } from '../../../../../src/core/formats/registryPol/polData';
import { readRegistryPol } from '../../../../../src/core/formats/registryPol/registryPol';
import { corpusFiles } from '../../../../fixtures/corpus';

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));

describe('data of registry.pol', () => {
  it('has the usual form of each type', () => {
    const cases: readonly (readonly [number, Uint8Array, PolData])[] = [
      [1, utf16('a\0'), { kind: 'text', text: 'a' }],
      [2, utf16('\0'), { kind: 'text', text: '' }],
      [7, utf16('\0'), { kind: 'list', texts: [] }],
      [7, utf16('a\0\0'), { kind: 'list', texts: ['a'] }],
      [7, utf16('a\0b\0\0'), { kind: 'list', texts: ['a', 'b'] }],
      [4, Uint8Array.of(1, 2, 0, 0x80), { kind: 'number', value: 0x8000_0201n }],
      [5, Uint8Array.of(0, 0, 1, 2), { kind: 'number', value: 0x102n }],
      [11, Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0xff), { kind: 'number', value: 0xff00_0000_0000_0001n }],
      [3, Uint8Array.of(1, 2), { kind: 'bytes', bytes: Uint8Array.of(1, 2) }],
      [0, new Uint8Array(0), { kind: 'bytes', bytes: new Uint8Array(0) }],
    ];
    for (const [type, bytes, data] of cases) {
      assert.deepEqual(decodePolData({ type, data: bytes }), data);
      assert.deepEqual(encodePolData(type, data), bytes);
    }
  });

  it('leaves as bytes what its type would write differently', () => {
    const cases: readonly (readonly [number, Uint8Array])[] = [
      [1, utf16('a')],
      [1, new Uint8Array(0)],
      [1, Uint8Array.of(0x61, 0, 0)],
      [7, utf16('a\0')],
      [4, Uint8Array.of(1, 2)],
      [11, Uint8Array.of(1, 2, 3, 4)],
    ];
    for (const [type, data] of cases) assert.deepEqual(decodePolData({ type, data }), { kind: 'bytes', bytes: data });
  });

  it('refuses data that does not fit its type', () => {
    assert.equal(encodePolData(4, { kind: 'text', text: '1' }), undefined);
    assert.equal(encodePolData(4, { kind: 'number', value: 1n << 32n }), undefined);
    assert.equal(encodePolData(4, { kind: 'number', value: -1n }), undefined);
    assert.equal(encodePolData(1, { kind: 'list', texts: [] }), undefined);
  });

  it('is never lost, whatever type and bytes', () => {
    const type = fc.integer({ min: 0, max: 12 });
    const data = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.string({ unit: 'binary' }).map(utf16));
    fc.assert(
      fc.property(type, data, (number, bytes) => {
        assert.deepEqual(encodePolData(number, decodePolData({ type: number, data: bytes })), bytes);
      }),
    );
  });

  it('is typed in the corpus wherever its type has a form', () => {
    for (const { path, bytes } of corpusFiles(/^registry\.pol$/i))
      for (const record of readRegistryPol(bytes).value.records) {
        const { kind } = decodePolData(record);
        if ([1, 2, 4, 7, 11].includes(record.type)) assert.notEqual(kind, 'bytes', `${path} ${record.valueName}`);
      }
  });
});
