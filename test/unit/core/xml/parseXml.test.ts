import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { allAtOnce } from '../../../../src/core/kernel/steps';
import { decodeXmlSteps } from '../../../../src/core/xml/decodeXml';
import { parseXml, parseXmlSteps, type ParsedXml } from '../../../../src/core/xml/parseXml';
import { defaultXmlLimits } from '../../../../src/core/xml/xmlLimits';
import { attributeOf, childElement, childElements, childText, textOf } from '../../../../src/core/xml/xmlTree';
import { corpusFolder } from '../../../fixtures/corpus';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean, bigEndian = false): Uint8Array => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const parse = (text: string): ParsedXml => parseXml(utf8(text));
const codes = (parsed: ParsedXml): readonly string[] => parsed.problems.map(({ code }) => code);

describe('parseXml', () => {
  it('reads elements, namespaces, attributes, text, CDATA and comments in their order', () => {
    const { root, problems } = parse(
      '<a xmlns="urn:x" xmlns:p="urn:y" p:k="1" k="2">t&amp;&#x41;<![CDATA[<c>]]><!-- n --><p:b/></a>',
    );
    assert.deepEqual(problems, []);
    assert.ok(root !== undefined);
    assert.deepEqual([root.name, root.local, root.namespace], ['a', 'a', 'urn:x']);
    assert.equal(attributeOf(root, 'k'), '1');
    assert.equal(attributeOf(root, 'k', ''), '2');
    assert.equal(attributeOf(root, 'k', 'urn:y'), '1');
    assert.deepEqual(root.children.slice(0, 3), [
      { kind: 'text', text: 't&A', cdata: false },
      { kind: 'text', text: '<c>', cdata: true },
      { kind: 'comment', text: ' n ' },
    ]);
    const [child] = childElements(root);
    assert.deepEqual([child?.name, child?.local, child?.namespace], ['p:b', 'b', 'urn:y']);
  });

  it('tells where each element begins', () => {
    const text = '<?xml version="1.0"?>\r\n<a\r\n x="1">é<b/>\n  <c\n/></a>';
    const { root } = parse(text);
    assert.ok(root !== undefined);
    for (const element of [root, ...childElements(root)]) {
      assert.equal(text.slice(element.offset, element.offset + 2), `<${element.name}`);
      const before = text.slice(0, element.offset).split('\n');
      assert.deepEqual([element.line, element.column], [before.length, (before.at(-1)?.length ?? 0) + 1]);
    }
  });

  it('reads every encoding by its bytes, whatever the declaration says', () => {
    const text = '<?xml version="1.0" encoding="utf-16"?><a>Größe 中 🙂</a>';
    for (const bytes of [
      utf8(text),
      utf8(`\ufeff${text}`),
      utf16(text, true),
      utf16(text, false),
      utf16(text, true, true),
      utf16(text, false, true),
    ]) {
      const { root, problems } = parseXml(bytes);
      assert.deepEqual(problems, []);
      assert.ok(root !== undefined);
      assert.equal(textOf(root), 'Größe 中 🙂');
    }
  });

  it('reads bytes that are no UTF-8 as windows-1252 and says so', () => {
    const parsed = parseXml(Buffer.from('<a>Größe</a>', 'latin1'));
    assert.deepEqual(codes(parsed), ['xml-not-utf-8']);
    assert.equal(parsed.root === undefined ? undefined : textOf(parsed.root), 'Größe');
  });

  it('says that bytes behind a byte order mark could not be decoded', () => {
    const parsed = parseXml(Buffer.concat([Buffer.from('\ufeff<a>'), Buffer.from([0xff]), Buffer.from('</a>')]));
    assert.deepEqual(codes(parsed), ['xml-undecodable-bytes']);
    assert.equal(parsed.root === undefined ? undefined : textOf(parsed.root), '\ufffd');
  });

  it('takes blanks before the declaration, with the places of the file', () => {
    const { root, problems } = parse('\r\n  <?xml version="1.0"?>\n<a><b/></a>');
    assert.deepEqual(problems, []);
    assert.deepEqual([root?.line, root?.column], [3, 1]);
  });

  it('keeps what stood before the damage and tells where it is', () => {
    const text = '<a>\n<b>one</b>\n<c>two</d></a>';
    const { root, problems } = parse(text);
    assert.ok(root !== undefined);
    assert.equal(childText(root, 'b'), 'one');
    assert.equal(childText(root, 'c'), 'two');
    assert.equal(problems.length, 1);
    assert.deepEqual(problems[0]?.code, 'xml-invalid');
    assert.deepEqual(problems[0].place, { line: 3, column: 11, offset: text.indexOf('</d>') + 4 });
  });

  it('keeps the last text of a file that was cut off', () => {
    const { root, problems } = parse('<a><b>one</b><c>tw');
    assert.ok(root !== undefined);
    assert.equal(childText(root, 'b'), 'one');
    assert.equal(childText(root, 'c'), 'tw');
    assert.equal(problems.length, 1);
  });

  it('gives the byte offset of damage in every encoding', () => {
    const text = '<a>Größe 🙂<b></a>';
    const end = text.indexOf('</a>') + 4;
    assert.equal(parseXml(utf8(text)).problems[0]?.place.offset, utf8(text.slice(0, end)).length);
    assert.equal(parseXml(utf16(text, true)).problems[0]?.place.offset, 2 + end * 2);
  });

  for (const [name, text] of [
    ['an empty file', ''],
    ['blanks only', ' \r\n'],
    ['an undefined entity', '<a>&nbsp;</a>'],
    ['an unbound prefix', '<p:a/>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['an attribute twice by namespace', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>'],
    ['two roots', '<a/><b/>'],
    ['a control character', '<a>\u0001</a>'],
    ['an escaped control character', '<a>&#1;</a>'],
    ['an unquoted attribute', '<a x=1/>'],
    ['a bare ampersand', '<a>& b</a>'],
    ['text behind the root', '<a/>x'],
  ] as const)
    it(`refuses ${name}`, () => {
      assert.deepEqual(codes(parse(text)), ['xml-invalid']);
    });

  for (const [name, text] of [
    ['entities', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['a file', '<?xml version="1.0"?>\n<!-- c --><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['no end', '<!DOCTYPE a ['],
  ] as const)
    it(`refuses a DOCTYPE with ${name} where it stands`, () => {
      const parsed = parse(text);
      assert.equal(parsed.root, undefined);
      assert.deepEqual(codes(parsed), ['xml-doctype-refused']);
      assert.equal(parsed.problems[0]?.place.offset, text.indexOf('<!DOCTYPE'));
    });

  it('refuses an entity bomb without reading it', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};&e${n};&e${n};">`).join('');
    const parsed = parse(`<!DOCTYPE a [<!ENTITY e0 "boom">${levels}]><a>&e30;</a>`);
    assert.deepEqual([parsed.root, codes(parsed)], [undefined, ['xml-doctype-refused']]);
  });

  it('refuses a file of 100 MB at once', () => {
    const bytes = new Uint8Array(100 * 1024 * 1024).fill(0x61);
    bytes.set(utf8('<a>'));
    const started = performance.now();
    const parsed = parseXml(bytes);
    assert.deepEqual(parsed.problems[0]?.params, { limit: defaultXmlLimits.bytes });
    assert.deepEqual(codes(parsed), ['xml-too-large']);
    assert.ok(performance.now() - started < 1000);
  });

  it('ends where a limit is passed', () => {
    const limits = { bytes: 100_000, depth: 3, attributes: 2, elements: 5, textLength: 70_000 };
    const limited = (text: string): readonly string[] => codes(parseXml(utf8(text), limits));
    assert.deepEqual(limited('<a><b><c/></b></a>'), []);
    assert.deepEqual(limited('<a><b><c><d/></c></b></a>'), ['xml-too-deep']);
    assert.deepEqual(limited('<a x="" y=""/>'), []);
    assert.deepEqual(limited('<a x="" y="" z=""/>'), ['xml-too-many-attributes']);
    assert.deepEqual(limited('<a><b/><b/><b/><b/></a>'), []);
    assert.deepEqual(limited('<a><b/><b/><b/><b/><b/></a>'), ['xml-too-many-elements']);
    const long = 'x'.repeat(70_001);
    assert.deepEqual(limited(`<a>${long.slice(1)}</a>`), []);
    for (const text of [`<a>${long}</a>`, `<a><![CDATA[${long}]]></a>`, `<a><!--${long}--></a>`])
      assert.deepEqual(limited(text), ['xml-text-too-long']);
    assert.deepEqual(limited(`<a x="${'x'.repeat(80_000)}${long.slice(0, 10_000)}"/>`), ['xml-text-too-long']);
  });

  it('takes names of JavaScript for plain names', () => {
    const { root } = parse('<a __proto__="1" constructor="2"><__proto__>3</__proto__></a>');
    assert.ok(root !== undefined);
    assert.equal(attributeOf(root, '__proto__'), '1');
    assert.equal(attributeOf(root, 'constructor'), '2');
    assert.equal(childText(root, '__proto__'), '3');
    assert.equal(childElement(root, 'constructor'), undefined);
  });

  it('never throws, whatever the bytes, and every error has a place', () => {
    const base = utf8('<?xml version="1.0"?><!--c--><a xmlns:p="u" p:x="1">t&amp;<![CDATA[x]]><b y=\'2\'/></a>');
    const mutation = fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 4 }), fc.nat({ max: base.length }), (changes, length) => {
        const bytes = base.slice(0, length);
        for (const [index, value] of changes) if (index < length) bytes[index] = value;
        for (const { severity, place } of parseXml(bytes).problems)
          if (severity === 'error') {
            assert.ok(place.line !== undefined && place.line >= 1);
            assert.ok(place.column !== undefined && place.column >= 1);
            assert.ok(place.offset !== undefined && place.offset >= 0 && place.offset <= length);
          }
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void parseXml(bytes)));
  });

  it('reads every XML file of real backups', () => {
    const folder = corpusFolder();
    if (folder === undefined) return;
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?:gpreport|backup|bkupinfo|manifest)\.xml$/i.test(name),
    );
    assert.ok(names.length > 300);
    for (const name of names) {
      const bytes: Uint8Array = readFileSync(join(folder, name));
      const { root, problems } = parseXml(bytes);
      assert.deepEqual(problems, [], name);
      assert.ok(root !== undefined, name);
      assert.equal(allAtOnce(decodeXmlSteps(bytes)).text.charAt(root.offset), '<', name);
    }
  });
});

describe('a large file in steps', () => {
  const text = `<a>${'<b>aäöü€😀</b>'.repeat(150_000)}</a>`;
  const steps = (bytes: Uint8Array): { readonly count: number; readonly parsed: ParsedXml } => {
    const work = parseXmlSteps(bytes);
    for (let count = 0; ; count += 1) {
      const step = work.next();
      if (step.done === true) return { count, parsed: step.value };
    }
  };
  const contentOf = ({ root }: ParsedXml): string => (root === undefined ? '' : textOf(root));
  const content = 'aäöü€😀'.repeat(150_000);

  it('keeps characters whole where its chunks meet, in every encoding', () => {
    for (const bytes of [utf8(text), utf16(text, true), utf16(text, false, true)]) {
      const { count, parsed } = steps(bytes);
      assert.deepEqual(codes(parsed), []);
      assert.ok(contentOf(parsed) === content);
      assert.ok(count > text.length / 100_000, String(count));
    }
  });

  it('reads as windows-1252 what is no UTF-8 in a late chunk only', () => {
    const bytes = Buffer.concat([utf8(`<a>${'x'.repeat(5_000_000)}`), Buffer.from([0xe4]), utf8('</a>')]);
    const { parsed } = steps(bytes);
    assert.deepEqual(codes(parsed), ['xml-not-utf-8']);
    assert.ok(contentOf(parsed).endsWith('xä'));
  });
});
