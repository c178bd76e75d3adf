import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import { parseXml } from '../../../../src/core/xml/parseXml';
import {
  cdata,
  escapeAttribute,
  escapeText,
  forbiddenCharacterIndex,
  withoutForbiddenCharacters,
} from '../../../../src/core/xml/writeXml';
import { writeXmlTree, type WritableXml } from '../../../../src/core/xml/writeXmlTree';
import { attributeOf, textOf, type XmlNode } from '../../../../src/core/xml/xmlTree';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Text that XML can hold, with what has to be escaped far more often than chance would have it. */
const legalText = fc
  .array(
    fc.oneof(
      fc.constantFrom('<', '>', '&', '"', "'", ']]>', ']', ']]', '\r', '\n', '\r\n', '\t', ' ', '--', 'é', '🙂'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => withoutForbiddenCharacters(parts.join('')));

const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true });

const leaf: fc.Arbitrary<WritableXml> = fc.oneof(
  record({
    kind: fc.constant('text' as const),
    text: legalText.filter((text) => text !== ''),
    cdata: fc.constant(false),
  }),
  record({
    kind: fc.constant('text' as const),
    text: legalText.filter((text) => !text.includes(']]>') && !text.includes('\r')),
    cdata: fc.constant(true),
  }),
  record({
    kind: fc.constant('comment' as const),
    text: legalText.map((text) => text.replaceAll('-', '').replaceAll('\r', '')),
  }),
);
const name = fc.constantFrom('a', 'Path', 'GPO-x', '_é');
const { element } = fc.letrec<{ element: WritableXml; node: WritableXml }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, leaf, tie('element')),
  element: record({
    kind: fc.constant('element' as const),
    name,
    attributes: fc.uniqueArray(record({ name, value: legalText }), { selector: (a) => a.name, maxLength: 3 }),
    children: fc.array(tie('node'), { maxLength: 4 }).map(withoutNeighbouringTexts),
  }),
}));

/** Two plain texts side by side are one when they are read. */
function withoutNeighbouringTexts(nodes: readonly WritableXml[]): readonly WritableXml[] {
  const plain = (node: WritableXml | undefined): boolean => node?.kind === 'text' && !node.cdata;
  return nodes.filter((node, index) => !(plain(node) && plain(nodes[index - 1])));
}

/** What was read, as what is written. */
function writable(node: XmlNode): WritableXml {
  if (node.kind !== 'element') return node;
  return {
    kind: 'element',
    name: node.name,
    attributes: node.attributes.map((attribute) => ({ name: attribute.name, value: attribute.value })),
    children: node.children.map(writable),
  };
}

describe('writeXml', () => {
  it('writes text, attributes and CDATA that read back the same', () => {
    fc.assert(
      fc.property(legalText, (text) => {
        const { root, problems } = parseXml(encode(`<a x="${escapeAttribute(text)}">${escapeText(text)}</a>`));
        assert.deepEqual(problems, []);
        assert.ok(root !== undefined);
        assert.equal(attributeOf(root, 'x'), text);
        assert.equal(textOf(root), text);
        const section = parseXml(encode(`<a>${cdata(text)}</a>`)).root;
        assert.equal(section === undefined ? undefined : textOf(section), text.replace(/\r\n?/g, '\n'));
      }),
      { numRuns: 500 },
    );
  });

  it('splits ]]> over two CDATA sections', () => {
    assert.equal(cdata('a]]>b'), '<![CDATA[a]]]]><![CDATA[>b]]>');
    assert.equal(escapeText('a]]>b > c'), 'a]]&gt;b > c');
  });

  for (const [what, text, found] of [
    ['NUL', 'a\u0000', 'U+0000'],
    ['a control character', 'a\u001fb', 'U+001F'],
    ['U+FFFF', '\uffff', 'U+FFFF'],
    ['a high surrogate alone', 'a\ud800', 'U+D800'],
    ['a low surrogate alone', '\udc00a', 'U+DC00'],
  ] as const)
    it(`refuses ${what}`, () => {
      for (const write of [escapeText, escapeAttribute, cdata])
        assert.throws(
          () => write(text),
          (error) => isPolicyError(error, 'xml-unwritable') && error.params.found === found,
        );
      assert.equal(forbiddenCharacterIndex(withoutForbiddenCharacters(text)), -1);
    });

  it('finds forbidden exactly what the reader refuses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (code) => {
        const character = String.fromCharCode(code);
        const forbidden = forbiddenCharacterIndex(character) === 0;
        // A lone surrogate has no bytes, so it is asked for by its number.
        const { problems } = parseXml(encode(`<a>&#${code};</a>`));
        assert.equal(problems.length > 0, forbidden, character);
      }),
      { numRuns: 5000, examples: [[0], [9], [11], [0xd800], [0xdfff], [0xe000], [0xfffd], [0xfffe], [0xffff]] },
    );
    assert.equal(forbiddenCharacterIndex('🙂'), -1);
  });
});

describe('writeXmlTree', () => {
  it('writes trees that read back the same', () => {
    fc.assert(
      fc.property(element, (tree) => {
        const { root, problems } = parseXml(encode(writeXmlTree(tree)));
        assert.deepEqual(problems, []);
        assert.ok(root !== undefined);
        assert.deepEqual(writable(root), tree);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a comment that would end early', () => {
    for (const text of ['a--b', 'a-'])
      assert.throws(
        () => writeXmlTree({ kind: 'comment', text }),
        (error) => isPolicyError(error, 'xml-unwritable'),
      );
  });
});
