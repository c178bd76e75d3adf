import { strict as assert } from 'node:assert';
import { isMarkup, readGpReport } from '../../../../src/core/formats/gpReport/gpReport';
import { buildReport } from '../../../../src/core/report/buildReport';
import type { ReportDocument } from '../../../../src/core/report/reportDocument';
import { allSections, detailTexts, rowTexts } from '../../../../src/core/report/reportTexts';
import { textOf, type XmlElement } from '../../../../src/core/xml/xmlTree';
import { ReportSession } from '../../../../src/services/reports/reportSession';
import { reportWords } from '../../../../src/text/reportWords';
import { bigReport, utf16 } from '../../../fixtures/bigReport';
import { corpusFiles } from '../../../fixtures/corpus';
import { sampleReport } from '../../../fixtures/sampleReport';

/** Generated reports, and real ones where they are present. */
function reports(): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const generated = [
    ['a generated report', bigReport({ settings: 300 })],
    ['a report of every kind', sampleReport()],
  ] as const;
  const real = corpusFiles(/^gpreport.*\.xml$/i).map(({ path, bytes }) => [path, bytes] as const);
  return [...generated, ...real];
}

/** A report in the other encoding. */
function recoded(bytes: Uint8Array): Uint8Array {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isWide ? new TextEncoder().encode(textIn(bytes)) : utf16(textIn(bytes));
}

/** The settings of a report as results of an RSoP. */
function asRsop(bytes: Uint8Array): Uint8Array {
  const text = textIn(bytes)
    .replaceAll(/<(\/?)GPO(?=[\s>])/g, '<$1Rsop')
    .replaceAll(/<(\/?)(Computer|User)>/g, '<$1$2Results>');
  return new TextEncoder().encode(text);
}

function textIn(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** Elements by whose text rows are grouped: it stands once in a heading, not in each row. */
const grouping = new Set(['Category', 'Type']);

/** Every text and attribute value of an element and below it, without those that only serve XML. */
function textsOf(element: XmlElement): readonly string[] {
  return [
    ...element.attributes.filter((attribute) => !isMarkup(attribute)).map((attribute) => attribute.value.trim()),
    ...element.children.flatMap((child) =>
      child.kind === 'element'
        ? isGroupText(child)
          ? []
          : textsOf(child)
        : child.kind === 'text'
          ? [child.text.trim()]
          : [],
    ),
  ].filter((text) => text !== '');
}

/** How often each text has to occur at least. */
function counted(root: XmlElement): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(groupTexts(root).map((text) => [text, 1]));
  for (const text of textsOf(root)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function groupTexts(element: XmlElement): readonly string[] {
  if (isGroupText(element)) return [textOf(element).trim()].filter((text) => text !== '');
  return element.children.flatMap((child) => (child.kind === 'element' ? groupTexts(child) : []));
}

function isGroupText(element: XmlElement): boolean {
  return grouping.has(element.local) && element.children.every((child) => child.kind === 'text');
}

function occurrences(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found += 1;
  return found;
}

/** All that the page shows of a report: what it gets when it is opened and by asking for all rows. */
function pageText(document: ReportDocument): string {
  const session = new ReportSession(1, document, new Uint8Array());
  return session.opened.sections
    .flatMap(({ index, heading, facts, rows }) => [
      heading,
      ...detailTexts(facts),
      ...session.rows({ handle: 1, section: index, from: 0, count: rows }).flatMap(rowTexts),
    ])
    .join('\n');
}

function build(bytes: Uint8Array): { readonly root: XmlElement; readonly document: ReportDocument } {
  const { value, problems } = readGpReport(bytes);
  assert.deepEqual(problems, []);
  assert.ok(value.kind !== 'none');
  return { root: value.root, document: buildReport(value, problems, reportWords()) };
}

function assertKeepsAll(bytes: Uint8Array): void {
  const { root, document } = build(bytes);
  const shown = pageText(document);
  const lost = [...counted(root)].filter(([text, count]) => occurrences(shown, text) < count);
  assert.deepEqual(lost, []);
  const ids = allSections(document.sections).flatMap((section) => [section.id, ...section.rows.map(({ id }) => id)]);
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
}

describe('report model over whole reports', () => {
  for (const [name, bytes] of reports()) {
    it(`keeps every text of ${name}`, () => {
      assert.equal(build(bytes).document.kind, 'gpo');
      assertKeepsAll(bytes);
    });

    it(`shows the same of ${name} in another encoding`, () => {
      assert.deepEqual(build(recoded(bytes)).document, build(bytes).document);
    });

    it(`keeps every text of ${name} as an RSoP`, () => {
      const rsop = asRsop(bytes);
      assert.equal(build(rsop).document.kind, 'rsop');
      assertKeepsAll(rsop);
    });
  }
});
