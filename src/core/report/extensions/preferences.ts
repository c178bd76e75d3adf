import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import { labelOf } from '../labelOf';
import type { ReportCell, ReportDetail } from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { schemaLabel, schemaValue } from '../schemaWords';
import { column, shown, type SectionDraft } from '../sectionDraft';
import { targetingItems } from './targeting';

/** Attributes of Properties that say what an item is about, by the item's element; the others stay among its details. */
const mainProperties: Readonly<Record<string, readonly string[]>> = {
  DataSource: ['dsn', 'driver', 'description'],
  Drive: ['letter', 'path', 'label', 'persistent', 'userName'],
  EnvironmentVariable: ['value', 'partial', 'user'],
  File: ['fromPath', 'targetPath'],
  Folder: ['path'],
  Group: ['groupName', 'groupSid', 'newName', 'description', 'deleteAllUsers', 'deleteAllGroups', 'removeAccounts'],
  User: ['userName', 'newName', 'fullName', 'description', 'acctDisabled'],
  Ini: ['path', 'section', 'property', 'value'],
  LocalPrinter: ['name', 'port', 'path', 'location'],
  PortPrinter: ['ipAddress', 'localName', 'path', 'location'],
  SharedPrinter: ['path', 'port', 'default', 'location', 'comment'],
  NetworkShare: ['name', 'path', 'comment'],
  NTService: ['serviceName', 'startupType', 'serviceAction', 'accountName'],
  Registry: ['hive', 'key', 'name', 'type', 'value'],
  Shortcut: ['shortcutPath', 'targetPath', 'arguments', 'startIn', 'iconPath'],
  Task: ['appName', 'args', 'startIn', 'enabled'],
  TaskV2: ['runAs', 'logonType'],
  ImmediateTask: ['appName', 'args'],
  ImmediateTaskV2: ['runAs', 'logonType'],
};

/** Preference items of any type: order, name, action, what they set, whom they are for. Collections become sections. */
export function* buildPreferences(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const roots = reader.takeChildren();
  for (const root of roots) {
    const draft = roots.length === 1 ? section : section.section(root.local, 'group', schemaLabel(root.local, words));
    yield* addItems(root, draft, words);
    draft.rest(yield* root.restSteps(), words.more);
  }
}

function* addItems(parent: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  section.columns(
    column('name', words.name, 2.4),
    column('order', words.order, 0.8),
    column('action', words.action, 1),
    column('setting', words.setting, 5),
    column('targeting', words.itemTargeting, 2.6),
  );
  for (const item of parent.children()) {
    const isItem = item.element.children.some((child) => child.kind === 'element' && child.local === 'Properties');
    const isCollection = item.local === 'Collection';
    if (!isItem && !isCollection) continue;
    const taken = parent.takeChild(item);
    if (isItem) addItem(taken, section, words);
    else yield* addCollection(taken, section, words);
    yield;
  }
}

function* addCollection(collection: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const name = collection.attribute('name');
  const draft = section.section(`c:${name}`, 'group', name === '' ? words.collection : name);
  const targeting = targetingItems(collection.child('Filters'), words);
  for (const { label, ...value } of targeting) draft.fact(`${words.itemTargeting}: ${label}`, value);
  yield* addItems(collection, draft, words);
  draft.rest(yield* collection.restSteps(), words.more);
}

function addItem(item: ElementReader, section: SectionDraft, words: ReportWords): void {
  const name = item.attribute('name');
  const uid = item.attribute('uid');
  const properties = item.child('Properties');
  const action = properties?.attribute('action') ?? '';
  const actions: Readonly<Record<string, string>> = words.actions;
  const targeting = targetingItems(item.child('Filters'), words);
  section.row(
    uid === '' ? name : uid,
    [
      nameCell(name, item.attribute('disabled'), words),
      { text: item.text('GPOSettingOrder') },
      shown(actions[action] ?? action, action),
      { text: '', items: propertyItems(item.local, properties, words) },
      { text: '', items: targeting },
    ],
    [...(uid === '' ? [] : [{ label: schemaLabel('uid', words), text: uid }]), ...item.rest()],
  );
}

function nameCell(name: string, disabled: string, words: ReportWords): ReportCell {
  if (disabled === '1')
    return { text: name, raw: disabled, tone: 'muted', items: [{ label: '', text: words.disabled }] };
  return disabled === '' ? { text: name } : { text: name, raw: disabled };
}

function propertyItems(
  type: string,
  properties: ElementReader | undefined,
  words: ReportWords,
): readonly ReportDetail[] {
  if (properties === undefined) return [];
  const main = mainProperties[type];
  if (main === undefined) return properties.takeRest();
  const items = main
    .map((name) => ({
      label: schemaLabel(name, words),
      ...schemaValue(name, properties.attribute(name), words),
    }))
    .filter((item) => item.text !== '');
  return [...items, ...commands(properties, words), ...members(properties)];
}

/** Commands of a scheduled task: what it is about, deep in its definition. */
function commands(properties: ElementReader, words: ReportWords): readonly ReportDetail[] {
  const actions = properties.child('Task')?.child('Actions')?.children('Exec') ?? [];
  return actions.map((action) => ({
    label: schemaLabel('Command', words),
    text: [action.text('Command'), action.text('Arguments')].filter((text) => text !== '').join(' '),
  }));
}

function members(properties: ElementReader): readonly ReportDetail[] {
  return (properties.child('Members')?.children('Member') ?? []).map((member) => {
    const sid = member.attribute('sid');
    const line = { label: labelOf(member.attribute('action')), text: member.attribute('name') };
    return sid === '' ? line : { ...line, raw: sid };
  });
}
