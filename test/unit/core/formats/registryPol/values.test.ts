import assert from 'node:assert/strict';
import {
  registryDataText,
  registryDword,
  registryText,
  registryTypeName,
} from '../../../../../src/core/formats/registryPol/values';

describe('registry values for people', () => {
  it('show text, numbers, lists and bytes', () => {
    const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));
    const shown = (type: number, data: Uint8Array): string => registryDataText({ type, data });
    assert.equal(shown(1, registryText('a b')), 'a b');
    assert.equal(shown(2, utf16('no end')), 'no end');
    assert.equal(shown(7, utf16('a\0b\0\0')), 'a; b');
    assert.equal(shown(7, utf16('a\0b')), 'a; b');
    assert.equal(shown(4, registryDword(0xffff_ffff)), '4294967295');
    assert.equal(shown(4, Uint8Array.of(1, 0xff)), '01 ff');
    assert.equal(shown(11, Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0)), '4294967296');
    assert.equal(shown(3, Uint8Array.of(1, 0xff)), '01 ff');
  });

  it('name the types', () => {
    assert.deepEqual([registryTypeName(7), registryTypeName(99)], ['REG_MULTI_SZ', '99']);
  });
});
