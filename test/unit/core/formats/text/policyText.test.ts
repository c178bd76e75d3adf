import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodePolicyText } from '../../../../../src/core/formats/text/decodePolicyText';
import { encodePolicyText } from '../../../../../src/core/formats/text/encodePolicyText';
import { windowsTextForm } from '../../../../../src/core/formats/text/policyText';

const bytesOf = (text: string, encoding: BufferEncoding): Uint8Array => Uint8Array.from(Buffer.from(text, encoding));
const formOf = (bytes: Uint8Array): string => {
  const { encoding, byteOrderMark, lineEnd } = decodePolicyText(bytes).value.form;
  return `${encoding}${byteOrderMark ? ' marked' : ''}${lineEnd === '\n' ? ' lf' : ''}`;
};

describe('policy text', () => {
  it('tells the encodings by mark, zeros and validity', () => {
    assert.equal(formOf(bytesOf('\ufeff[a]\r\n', 'utf16le')), 'utf-16le marked');
    assert.equal(formOf(bytesOf('[a]\r\nb=1', 'utf16le')), 'utf-16le');
    assert.equal(formOf(Uint8Array.of(0xfe, 0xff, 0, 0x61)), 'utf-16be marked');
    assert.equal(formOf(bytesOf('\ufeff[ä]\n', 'utf8')), 'utf-8 marked lf');
    assert.equal(formOf(bytesOf('[ä]\r\n', 'utf8')), 'utf-8');
    assert.equal(formOf(bytesOf('[ä]\r\n', 'latin1')), 'windows-1252');
    assert.equal(formOf(new Uint8Array(0)), 'utf-8');
  });

  it('decodes what each encoding holds', () => {
    assert.equal(decodePolicyText(Uint8Array.of(0x80, 0x9f, 0x81, 0xe4)).value.text, '€Ÿ\u0081ä');
    assert.equal(decodePolicyText(Uint8Array.of(0xfe, 0xff, 0x20, 0xac)).value.text, '€');
    assert.equal(decodePolicyText(bytesOf('\ufeffk=\ud800', 'utf16le')).value.text, 'k=\ud800');
  });

  it('says where a broken text is broken', () => {
    const odd = decodePolicyText(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x62));
    assert.deepEqual(
      odd.problems.map(({ code, place }) => [code, place.offset]),
      [['text-odd-length', 4]],
    );
    const invalid = decodePolicyText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff, 0xc3, 0xa4, 0xc0));
    assert.equal(invalid.value.text, 'a\udcffä\udcc0');
    assert.deepEqual(invalid.problems, [
      { code: 'text-invalid-utf-8', severity: 'warning', place: { offset: 4 }, params: { count: 2 } },
    ]);
  });

  it('encodes every file to the bytes it was read from', () => {
    const marks = [[], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]].map((mark) => fc.constant(mark));
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => bytesOf(text, 'utf8')),
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => bytesOf(text, 'utf16le')),
    );
    fc.assert(
      fc.property(fc.oneof(...marks), content, (mark, rest) => {
        const bytes = Uint8Array.of(...mark, ...rest);
        assert.deepEqual(encodePolicyText(decodePolicyText(bytes).value), bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('turns to UTF-16 when a changed text no longer fits', () => {
    const { value } = decodePolicyText(bytesOf('k=ä', 'latin1'));
    assert.deepEqual(encodePolicyText({ ...value, text: 'k=ö' }), bytesOf('k=ö', 'latin1'));
    const changed = decodePolicyText(encodePolicyText({ ...value, text: 'k=Ж' })).value;
    assert.deepEqual([changed.text, changed.form.encoding], ['k=Ж', 'utf-16le']);
    const lone = { text: '\ud800', form: { ...windowsTextForm, encoding: 'utf-8' as const }, tail: new Uint8Array(0) };
    assert.equal(decodePolicyText(encodePolicyText(lone)).value.text, '\ud800');
  });
});
