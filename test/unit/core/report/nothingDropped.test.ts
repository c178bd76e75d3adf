import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readGpReport } from '../../../../src/core/formats/gpReport/gpReport';
import { buildReport } from '../../../../src/core/report/buildReport';
import { allSections, headTexts, rowTexts } from '../../../../src/core/report/reportTexts';
import { reportWords } from '../../../../src/text/reportWords';
import { sampleReportXml } from '../../../fixtures/sampleReport';

/** What is put at a start tag: an attribute, a child of another name or of the same, or a text, before what is there. */
type Change = 'attribute' | 'child' | 'text' | 'leaf';

interface Marked {
  readonly xml: string;
  /** Texts that occur nowhere else. */
  readonly marks: readonly string[];
}

const startTag = /<([A-Za-z][\w:]*)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>/g;

/** A report of every kind, with texts of no meaning where no renderer expects any. */
function marked(changes: ReadonlyMap<number, Change>): Marked {
  const marks: string[] = [];
  const mark = (): string => {
    const text = `mark${String(marks.length)}end`;
    marks.push(text);
    return text;
  };
  let index = -1;
  const xml = sampleReportXml().replaceAll(startTag, (whole, name: string, attributes: string, end: string) => {
    index += 1;
    const change = changes.get(index);
    if (change === undefined) return whole;
    const close = end === '' ? '' : `</${name}>`;
    switch (change) {
      case 'attribute':
        return `<${name}${attributes} added="${mark()}"${end}>`;
      case 'text':
        return `<${name}${attributes}>${mark()}${close}`;
      case 'child':
        return `<${name}${attributes}><Added kind="${mark()}">${mark()}<Deep>${mark()}</Deep></Added>${close}`;
      case 'leaf':
        return `<${name}${attributes}><${name}>${mark()}</${name}>${close}`;
    }
  });
  return { xml, marks };
}

const tags = [...sampleReportXml().matchAll(startTag)].length;

function lostMarks(changes: ReadonlyMap<number, Change>): readonly string[] {
  const { xml, marks } = marked(changes);
  const { value, problems } = readGpReport(new TextEncoder().encode(xml));
  assert.deepEqual(problems, []);
  const document = buildReport(value, problems, reportWords());
  const shown = allSections(document.sections)
    .flatMap((section) => [...headTexts(section), ...section.rows.flatMap(rowTexts)])
    .join('\n');
  return marks.filter((text) => !shown.includes(text));
}

describe('report model of unexpected content', () => {
  const kinds = ['attribute', 'child', 'text', 'leaf'] as const;

  for (const kind of kinds)
    it(`drops nothing at any element: ${kind}`, () => {
      const lost = Array.from({ length: tags }, (_, at) => at).filter(
        (at) => lostMarks(new Map([[at, kind]])).length > 0,
      );
      const names = [...sampleReportXml().matchAll(startTag)].map(([, name]) => name);
      assert.deepEqual(
        lost.map((at) => `${String(at)} ${names[at] ?? ''}`),
        [],
      );
    });

  it('drops nothing of any combination', () => {
    const change = fc.tuple(fc.nat({ max: tags - 1 }), fc.constantFrom(...kinds));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 60 }), (changes) => {
        assert.deepEqual(lostMarks(new Map(changes)), []);
      }),
      { numRuns: 60 },
    );
  });
});
