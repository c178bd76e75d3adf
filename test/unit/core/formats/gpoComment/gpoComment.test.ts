import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readGpoComment, writeGpoComment } from '../../../../../src/core/formats/gpoComment/gpoComment';
import { corpusFiles } from '../../../../fixtures/corpus';

describe('GPO.cmt', () => {
  it('comes back byte for byte, over real backups', () => {
    for (const { path, bytes } of corpusFiles(/^GPO\.cmt$/i))
      assert.deepEqual(writeGpoComment(readGpoComment(bytes)), bytes, path);
  });

  it('keeps any text, lone surrogates and line breaks too', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 0xfffe }).filter((unit) => unit !== 0xfeff)), (units) => {
        const text = String.fromCharCode(...units);
        assert.equal(readGpoComment(writeGpoComment(text)), text);
      }),
    );
    assert.equal(readGpoComment(writeGpoComment('Größe\r\n中 🙂')), 'Größe\r\n中 🙂');
  });

  it('has neither byte order mark nor terminator', () => {
    assert.deepEqual([...writeGpoComment('A')], [0x41, 0]);
    assert.equal(readGpoComment(new Uint8Array([0xff, 0xfe, 0x41, 0, 0, 0])), 'A');
    assert.equal(readGpoComment(new Uint8Array()), '');
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => readGpoComment(bytes).length <= bytes.length / 2));
    assert.equal(readGpoComment(new Uint8Array([0x41, 0, 0x42])), 'A');
  });
});
