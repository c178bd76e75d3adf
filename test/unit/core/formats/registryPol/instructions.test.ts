import assert from 'node:assert/strict';
import {
  classifyPolRecord,
  createKeyRecord,
  deleteAllValuesRecord,
  deleteValueRecord,
} from '../../../../../src/core/formats/registryPol/instructions';
import type { PolRecord } from '../../../../../src/core/formats/registryPol/polRecord';

const text = (valueName: string, data = ' '): PolRecord => ({
  key: 'K',
  valueName,
  type: 1,
  data: Uint8Array.from(Buffer.from(`${data}\0`, 'utf16le')),
});

describe('instructions of registry.pol', () => {
  it('are told from values by their names, without case', () => {
    assert.deepEqual(classifyPolRecord(text('**Del.Some.Value')), { kind: 'delete-value', valueName: 'Some.Value' });
    assert.deepEqual(classifyPolRecord(text('**DelVals.')), { kind: 'delete-all-values' });
    assert.deepEqual(classifyPolRecord(text('**deletevalues', 'a;b; ;c')), {
      kind: 'delete-values',
      valueNames: ['a', 'b', 'c'],
    });
    assert.deepEqual(classifyPolRecord(text('**DeleteKeys', 'Software\\X')), {
      kind: 'delete-keys',
      keys: ['Software\\X'],
    });
    assert.deepEqual(classifyPolRecord(text('**soft.V')), { kind: 'set-if-absent', valueName: 'V' });
    assert.deepEqual(classifyPolRecord(text('**Comment:why')), { kind: 'comment', text: 'why' });
    const secure = { ...text('**SecureKey'), type: 4, data: Uint8Array.of(1, 0, 0, 0) };
    assert.deepEqual(classifyPolRecord(secure), { kind: 'secure-key', restrict: true });
    assert.deepEqual(classifyPolRecord({ ...secure, data: Uint8Array.of(0, 0, 0, 0) }), {
      kind: 'secure-key',
      restrict: false,
    });
  });

  it('are not seen in ordinary names', () => {
    for (const valueName of ['*', '*\\Office\\WORDPAD.EXE', '**', '**unknown', 'x**del.y', '**delvalsx', 'Plain'])
      assert.deepEqual(classifyPolRecord(text(valueName)), { kind: 'set', valueName });
  });

  it('tells a key without values from its default value', () => {
    assert.deepEqual(classifyPolRecord(createKeyRecord('K')), { kind: 'create-key' });
    assert.deepEqual(classifyPolRecord(text('')), { kind: 'set', valueName: '' });
  });

  it('are written as Windows does: REG_SZ, a blank', () => {
    const expected = { key: 'K', valueName: '**del.V', type: 1, data: Uint8Array.of(0x20, 0, 0, 0) };
    assert.deepEqual(deleteValueRecord('K', 'V'), expected);
    assert.deepEqual(deleteAllValuesRecord('K'), { ...expected, valueName: '**delvals.' });
  });
});
