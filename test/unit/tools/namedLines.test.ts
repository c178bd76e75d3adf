import assert from 'node:assert/strict';
import { NamedLines } from '../../../tools/testing/namedLines';

describe('NamedLines', () => {
  it('puts the name before each line, however the output is cut', () => {
    const written: string[] = [];
    const lines = new NamedLines('unit ', (text) => written.push(text));
    lines.add('one\ntw');
    assert.deepEqual(written, ['unit | one\n']);
    lines.add('o\n\n');
    assert.deepEqual(written, ['unit | one\n', 'unit | two\nunit |\n']);
  });

  it('writes a last line that did not end', () => {
    const written: string[] = [];
    const lines = new NamedLines('unit ', (text) => written.push(text));
    lines.add('last');
    lines.end();
    lines.end();
    assert.deepEqual(written, ['unit | last\n']);
  });
});
