import type { Steps } from '../kernel/steps';
import type { XmlElement } from '../xml/xmlTree';
import { ElementReader } from './elementReader';
import type { ReportWords } from './reportWords';
import { schemaLabel } from './schemaWords';
import { column, type SectionDraft } from './sectionDraft';
import { addExtensions } from './sideSections';

/** A resultant set of policy: the facts, then each side's results by extension and by what repeats in them. */
export function* addRsopSections(rsop: XmlElement, draft: SectionDraft, words: ReportWords): Steps<void> {
  const reader = new ElementReader(rsop, words);
  const general = draft.section('general', 'general', words.general, 'facts');
  for (const [local, kind, heading] of [
    ['ComputerResults', 'computer', words.resultsComputer],
    ['UserResults', 'user', words.resultsUser],
  ] as const)
    for (const side of reader.takeChildren(local))
      yield* addResults(side, [rsop], draft.section(local, kind, heading).whenEmpty(words.noSettings), words);
  general.values(yield* reader.restSteps());
}

function* addResults(
  side: ElementReader,
  ancestors: readonly XmlElement[],
  section: SectionDraft,
  words: ReportWords,
): Steps<void> {
  yield* addExtensions(side, ancestors, section, words);
  for (const local of repeated(side.element)) {
    const table = section
      .section(local, 'group', schemaLabel(local, words))
      .columns(column('name', words.name, 2), column('values', words.values, 5));
    for (const item of side.takeChildren(local)) {
      const name = item.text('Name');
      const title = { text: name === '' ? schemaLabel(local, words) : name };
      table.row(`${local}|${name}`, [title, { text: '', items: yield* item.restSteps() }]);
    }
  }
  section.rest(yield* side.restSteps(), words.more);
}

/** Names of children that have children themselves: lists of GPOs, scopes, groups, events. */
function repeated(element: XmlElement): readonly string[] {
  const names = element.children
    .filter((child): child is XmlElement => child.kind === 'element' && child.local !== 'ExtensionData')
    .filter((child) => child.children.some((item) => item.kind === 'element'))
    .map((child) => child.local);
  return [...new Set(names)];
}
