import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMarkup, readGpReport } from '../../../../src/core/formats/gpReport/gpReport';
import { buildReport } from '../../../../src/core/report/buildReport';
import type { ReportDocument } from '../../../../src/core/report/reportDocument';
import { allSections, headTexts, rowTexts } from '../../../../src/core/report/reportTexts';
import { textOf, type XmlElement } from '../../../../src/core/xml/xmlTree';
import { reportWords } from '../../../../src/text/reportWords';
import { bigReport } from '../../../fixtures/bigReport';
import { corpusFolder } from '../../../fixtures/corpus';

/** Real reports where they are present, else a generated one. */
function reports(): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const folder = corpusFolder();
  if (folder === undefined) return [['generated', bigReport({ settings: 300 })]];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^gpreport.*\.xml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file.slice(folder.length + 1), readFileSync(file)] as const);
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

function modelText(document: ReportDocument): string {
  return allSections(document.sections)
    .flatMap((section) => [...headTexts(section), ...section.rows.flatMap(rowTexts)])
    .join('\n');
}

describe('report model over whole reports', () => {
  for (const [name, bytes] of reports())
    it(`keeps every text of ${name}`, () => {
      const { value, problems } = readGpReport(bytes);
      assert.deepEqual(problems, []);
      assert.ok(value.kind === 'gpos');
      const document = buildReport(value, problems, reportWords());
      const shown = modelText(document);
      const lost = [...counted(value.root)].filter(([text, count]) => occurrences(shown, text) < count);
      assert.deepEqual(lost, []);
      const ids = allSections(document.sections).flatMap((section) => [
        section.id,
        ...section.rows.map(({ id }) => id),
      ]);
      assert.equal(new Set(ids).size, ids.length, 'ids are unique');
    });
});
