import type { GpReport } from '../formats/gpReport/gpReport';
import type { Problem } from '../kernel/problem';
import { allAtOnce, type Steps } from '../kernel/steps';
import { childElement, childText, type XmlElement } from '../xml/xmlTree';
import { ElementReader } from './elementReader';
import { addGeneralSections } from './generalSections';
import type { ReportDocument } from './reportDocument';
import type { ReportWords } from './reportWords';
import { addRsopSections } from './rsopSections';
import { SectionDraft } from './sectionDraft';
import { addSide } from './sideSections';

/**
 * The model for display of a report that was read. Everything that stands in the file is in it: what a section does not
 * know is added to it as names and values.
 */
export function buildReport(report: GpReport, problems: readonly Problem[], words: ReportWords): ReportDocument {
  return allAtOnce(buildReportSteps(report, problems, words));
}

/** {@link buildReport} in steps: a report of 60 MB takes a third of a second (measured). */
export function* buildReportSteps(
  report: GpReport,
  problems: readonly Problem[],
  words: ReportWords,
): Steps<ReportDocument> {
  const root = new SectionDraft('', 'other', '');
  const head = yield* fill(report, root, words);
  return { ...head, problems, sections: root.finish().sections };
}

type Head = Pick<ReportDocument, 'kind' | 'title' | 'domain'>;

function* fill(report: GpReport, root: SectionDraft, words: ReportWords): Steps<Head> {
  switch (report.kind) {
    case 'none':
      return { kind: 'other', title: '', domain: '' };
    case 'gpos': {
      const [only, second] = report.gpos;
      if (only !== undefined && second === undefined && only === report.root) return yield* fillOne(only, root, words);
      return yield* fillMany(report.root, report.gpos, root, words);
    }
    case 'rsop':
      yield* addRsopSections(report.root, root, words);
      return { kind: 'rsop', title: words.rsop, domain: '' };
    case 'other':
      root
        .section('values', 'other', report.root.local, 'facts')
        .values(yield* new ElementReader(report.root, words).restSteps());
      return { kind: 'other', title: report.root.local, domain: '' };
  }
}

function* fillOne(gpo: XmlElement, root: SectionDraft, words: ReportWords): Steps<Head> {
  yield* addGpo(gpo, root, words);
  return { kind: 'gpo', title: gpoName(gpo), domain: domainOf(gpo) };
}

function* fillMany(file: XmlElement, gpos: readonly XmlElement[], root: SectionDraft, words: ReportWords): Steps<Head> {
  const reader = new ElementReader(file, words);
  for (const gpo of reader.takeChildren('GPO')) {
    const id = identifierOf(gpo.element);
    const draft = root.section(id === '' ? gpoName(gpo.element) : id, 'gpo', gpoName(gpo.element));
    yield* addGpo(gpo.element, draft, words);
  }
  const rest = yield* reader.restSteps();
  if (rest.length > 0) root.section('rest', 'other', words.more, 'facts').values(rest);
  const domains = new Set(gpos.map(domainOf));
  return { kind: 'gpos', title: words.allGpos, domain: [...domains].join(', ') };
}

function* addGpo(gpo: XmlElement, draft: SectionDraft, words: ReportWords): Steps<void> {
  const reader = new ElementReader(gpo, words);
  addGeneralSections(reader, draft, words);
  for (const [local, kind] of [
    ['Computer', 'computer'],
    ['User', 'user'],
  ] as const)
    for (const side of reader.takeChildren(local)) yield* addSide(kind, side, [gpo], draft, words);
  const rest = yield* reader.restSteps();
  if (rest.length > 0) draft.section('rest', 'other', words.more, 'facts').values(rest);
}

function gpoName(gpo: XmlElement): string {
  return childText(gpo, 'Name') ?? '';
}

function identifierOf(gpo: XmlElement): string {
  const identifier = childElement(gpo, 'Identifier');
  return identifier === undefined ? '' : (childText(identifier, 'Identifier') ?? '').trim();
}

function domainOf(gpo: XmlElement): string {
  const identifier = childElement(gpo, 'Identifier');
  return identifier === undefined ? '' : (childText(identifier, 'Domain') ?? '').trim();
}
