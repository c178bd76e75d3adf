import { treeOf, type ElementReader } from '../elementReader';
import { labelOf } from '../labelOf';
import type { ReportDetail } from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { schemaLabel, schemaValue } from '../schemaWords';

/** Attributes that say what a filter looks for, the first that is present first (MS-GPPREF 2.2.1.1.4). */
const mainAttributes = ['name', 'path', 'query', 'key', 'variableName', 'version', 'id', 'value', 'min'] as const;
const shownApart = new Set<string>(['bool', 'not', ...mainAttributes]);

/** Item-level targeting as lines: `and not Operating system: WIN7`, with the rest of each filter below it. */
export function targetingItems(filters: ElementReader | undefined, words: ReportWords): readonly ReportDetail[] {
  return (filters?.takeChildren() ?? []).map((filter, index) => filterItem(filter, index === 0, words));
}

function filterItem(filter: ElementReader, isFirst: boolean, words: ReportWords): ReportDetail {
  const { element } = filter;
  const value = (name: string): string => element.attributes.find(({ local }) => local === name)?.value ?? '';
  const operator = value('bool').toUpperCase();
  const negated = value('not') === '1';
  const joiner = isFirst ? '' : operator === 'OR' ? words.or : words.and;
  const kind = labelOf(element.local.replace(/^Filter/, ''));
  const main = mainAttributes.find((name) => value(name) !== '');
  const nested = filter.takeChildren();
  const others = element.attributes
    .filter(({ local, value: text }) => text !== '' && local !== main && !isPlain(local, text))
    .map(({ local, value: text }) => ({ label: schemaLabel(local, words), ...schemaValue(local, text, words) }));
  const inside = filter.ownText();
  const children = [
    ...others,
    ...(inside === '' ? [] : [{ label: '', text: inside }]),
    ...(/^FilterCollection$/.test(element.local)
      ? nested.map((item, index) => filterItem(item, index === 0, words))
      : nested.map((item) => treeOf(item.element, words))),
  ];
  const text = main === undefined ? '' : value(main);
  const raw = element.attributes
    .filter(({ local, value: written }) => written !== '' && isPlain(local, written))
    .map(({ local, value: written }) => `${local}=${written}`)
    .join(' ');
  const label = [joiner, negated ? words.not : '', kind].filter((part) => part !== '').join(' ');
  return { label, text, ...(raw === '' ? {} : { raw }), ...(children.length === 0 ? {} : { children }) };
}

/** What the line says already, or what is 0 for "no". */
function isPlain(local: string, text: string): boolean {
  return local === 'bool' || local === 'not' || (text === '0' && !shownApart.has(local)) || local === 'userContext';
}
