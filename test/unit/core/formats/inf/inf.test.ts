import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editInf, setInfValue } from '../../../../../src/core/formats/inf/editInf';
import { quoteField, splitInfFields, unquoteField } from '../../../../../src/core/formats/inf/infFields';
import { infContents, infValue } from '../../../../../src/core/formats/inf/infQueries';
import { mergeInf } from '../../../../../src/core/formats/inf/mergeInf';
import { newInf, readInf, writeInf } from '../../../../../src/core/formats/inf/readInf';
import type { InfFile } from '../../../../../src/core/formats/inf/infFile';
import { corpusFiles } from '../../../../fixtures/corpus';
import { fuzzedBytes } from '../text/fuzzedBytes';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): InfFile => readInf(utf8(text)).value;
const text = (file: InfFile): string => new TextDecoder().decode(writeInf(file));
const sample = '; head\r\n[One]\r\nA = 1\r\n\r\n"q",2,"D:(A;;GA;;;BA)"\r\n[Two]\nb=x;y\n1="p",0, "S"\r\n[one]\r\nC=3';

describe('INF files', () => {
  it('are recognised line by line', () => {
    const kinds = read('\t; c\n[ S ]\n key = v \n"a=b",1\n"quoted""key" = 1\nplain\n \n').lines.map((line) =>
      line.kind === 'entry' ? `${line.key}|${line.value}` : line.kind === 'bare' ? line.value : line.kind,
    );
    assert.deepEqual(kinds, ['comment', 'section', 'key|v', '"a=b",1', 'quoted"key|1', 'plain', 'blank']);
  });

  it('split fields at commas outside quotes', () => {
    const texts = (value: string): readonly string[] => splitInfFields(value).map((field) => field.text);
    assert.deepEqual(texts('a","b, c ,"d ""e"""'), ['a,b', 'c', 'd "e"']);
    assert.deepEqual(texts(''), ['']);
    assert.deepEqual(texts('a,'), ['a', '']);
    assert.deepEqual(texts('"never closed, to the end'), ['never closed, to the end']);
    fc.assert(fc.property(fc.string(), (field) => assert.equal(unquoteField(quoteField(field)), field)));
  });

  it('find values without case, the first of several', () => {
    const file = read('[Version]\nA=1\nA=2\n[VERSION]\na=3');
    assert.equal(infValue(file, 'version', 'a'), '1');
    assert.equal(infValue(file, 'version', 'b'), undefined);
  });

  it('say what is wrong and where', () => {
    const codes = (content: string): unknown =>
      readInf(utf8(content)).problems.map(({ code, place }) => [code, place.line]);
    assert.deepEqual(codes('\nx=1\ny=2\n[open\nz=1'), [
      ['inf-line-outside-section', 2],
      ['inf-section-unclosed', 4],
    ]);
    assert.deepEqual(
      infContents(read('x=1\n[open\nz=1')).map(({ section, line }) => [section, line]),
      [['open', 2]],
    );
  });

  it('are written as they were read, whatever they hold', () => {
    const pieces = fc.array(fc.constantFrom('[', ']', '=', '"', ',', ';', '\r\n', '\n', '\r', ' ', 'a', '\0', 'é'));
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((list) => utf8(list.join(''))),
          fuzzedBytes([utf8(sample)]),
        ),
        (bytes) => {
          const { value, problems } = readInf(bytes);
          assert.deepEqual(writeInf(value), bytes);
          for (const { place } of problems) assert.ok(place.line !== undefined || place.offset !== undefined);
          for (const { content } of infContents(value))
            assert.equal(content.raw.slice(content.valueSpan.start, content.valueSpan.end), content.value);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('keep every other byte when a line changes, comes or goes', () => {
    const file = read(sample);
    assert.equal(text(editInf(file, [setInfValue(file, 2, '22')])), sample.replace('A = 1', 'A = 22'));
    assert.equal(text(editInf(file, [{ kind: 'remove-line', line: 6 }])), sample.replace('b=x;y\n', ''));
    assert.equal(
      text(editInf(file, [{ kind: 'append', section: 'ONE', text: 'N=1' }])),
      sample.replace(';BA)"\r\n', ';BA)"\r\nN=1\r\n'),
    );
    assert.equal(
      text(editInf(file, [{ kind: 'append', section: 'New', text: 'N=1' }])),
      `${sample}\r\n[New]\r\nN=1\r\n`,
    );
    const empty = read('[S]\nKey =\nOther=');
    assert.equal(
      text(editInf(empty, [setInfValue(empty, 1, 'v'), setInfValue(empty, 2, 'w')])),
      '[S]\nKey = v\nOther=w',
    );
  });

  it('merge settings: equal ones stay untouched, others change in place', () => {
    const file = read('[S]\nA =  1 \nB=2\n; note\n[Gone]\nX=1\n\n[T]\nY=1\n');
    const setting = (section: string, key: string, value: string): { section: string; key: string; value: string } => ({
      section,
      key,
      value,
    });
    const before = [setting('S', 'A', '1'), setting('S', 'B', '2'), setting('Gone', 'X', '1')];
    assert.equal(mergeInf(file, before, before), file);
    const after = [setting('S', 'A', '1'), setting('S', 'B', '3'), setting('S', 'C', '4'), setting('U', 'Z', '')];
    assert.equal(text(mergeInf(file, before, after)), '[S]\nA =  1 \nB=3\n; note\nC=4\n\n[T]\nY=1\n[U]\nZ=\n');
  });

  it('begin in the form of Windows', () => {
    const bytes = writeInf(newInf(['[S]', 'A=1']));
    assert.equal(Buffer.from(bytes).toString('utf16le'), '\ufeff[S]\r\nA=1\r\n');
  });

  it('come back from the corpus byte for byte', () => {
    for (const { path, bytes } of corpusFiles(/\.(inf|ini)$/i))
      assert.ok(Buffer.from(writeInf(readInf(bytes).value)).equals(bytes), path);
  });
});
