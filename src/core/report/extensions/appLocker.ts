import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import { labelOf } from '../labelOf';
import type { ReportDetail } from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { column, type SectionDraft } from '../sectionDraft';
import { allowDeny } from '../values';

const ruleKinds = ['FilePublisherRule', 'FilePathRule', 'FileHashRule'] as const;

/** Application control policies: a section for each collection of rules. */
export function* buildAppLocker(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  for (const collection of reader.takeChildren('RuleCollection')) {
    const type = collection.attribute('Type');
    const table = section
      .section(type, 'group', type)
      .whenEmpty(words.noRules)
      .columns(
        column('rule', words.rule, 3),
        column('action', words.action, 1),
        column('user', words.account, 1.4),
        column('condition', words.condition, 4),
        column('exceptions', words.exceptions, 3),
      );
    for (const kind of ruleKinds)
      for (const rule of collection.takeChildren(kind)) {
        addRule(rule, table, words);
        yield;
      }
    const mode = collection.child('EnforcementMode')?.optionalText('Mode');
    if (mode !== undefined) table.fact(words.enforcement, { text: mode });
    table.rest(collection.rest(), words.more);
  }
}

function addRule(rule: ElementReader, table: SectionDraft, words: ReportWords): void {
  const id = rule.attribute('Id');
  table.row(
    id,
    [
      { text: rule.attribute('Name'), raw: id },
      allowDeny(rule.attribute('Action'), words),
      { text: rule.attribute('UserOrGroupSid') },
      { text: '', items: conditions(rule.child('Conditions')) },
      { text: '', items: conditions(rule.child('Exceptions')) },
    ],
    rule.rest(),
  );
}

/** An exception wraps the element that a condition is. */
function innermost(reader: ElementReader): ElementReader {
  const { attributes, children } = reader.element;
  const [only, second] = reader.children();
  const hasText = children.some((child) => child.kind === 'text' && child.text.trim() !== '');
  const isWrapper = second === undefined && attributes.length === 0 && !hasText;
  return only !== undefined && isWrapper ? only : reader;
}

/** Each condition as a line: its kind and what it says. */
function conditions(reader: ElementReader | undefined): readonly ReportDetail[] {
  return (reader?.takeChildren() ?? []).map(innermost).map((condition) => {
    const [first, ...others] = condition.rest();
    const label = labelOf(condition.local.replace(/^File|Condition$/g, ''));
    if (first === undefined) return { label, text: '' };
    return others.length === 0 && first.children === undefined
      ? { label, text: first.text }
      : { label, text: '', children: [first, ...others] };
  });
}
