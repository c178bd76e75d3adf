import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import type { ReportCell, ReportDetail } from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { column, type SectionDraft } from '../sectionDraft';
import { onOff, paragraph } from '../values';

/** Administrative templates: a section for each category, and the registry values that no template explains. */
export function* buildRegistryPolicies(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const categories = new Map<string, SectionDraft>();
  for (const policy of reader.takeChildren('Policy')) {
    const category = policy.text('Category');
    let draft = categories.get(category);
    if (draft === undefined) {
      draft = section.section(category, 'group', category === '' ? words.more : category);
      draft.columns(
        column('policy', words.policy, 5),
        column('state', words.state, 1.4),
        column('options', words.options, 5),
      );
      categories.set(category, draft);
    }
    addPolicy(policy, draft, words);
    yield;
  }
  yield* addRegistrySettings(reader.takeChildren('RegistrySetting'), section, words);
}

function addPolicy(policy: ElementReader, section: SectionDraft, words: ReportWords): void {
  const name = policy.text('Name');
  const state = onOff(policy.text('State'), words);
  const comment = policy.text('Comment');
  const explain = policy.text('Explain');
  const supported = policy.text('Supported');
  const items = policy.children().flatMap((control) => controlItems(control, words));
  const comments: readonly ReportDetail[] = comment === '' ? [] : [{ label: words.comment, text: comment }];
  section.row(
    name,
    [{ text: name }, state, { text: '', items: [...items, ...comments] }],
    [...policy.rest(), ...paragraph(words.requirement, supported), ...paragraph(words.explanation, explain)],
  );
}

/** Texts of the dialog (Text) are none of the setting: they stay among the details. */
function controlItems(control: ElementReader, words: ReportWords): readonly ReportDetail[] {
  switch (control.local) {
    case 'CheckBox':
      return [named(control, onOff(control.text('State'), words))];
    case 'EditText':
    case 'Numeric':
      return [controlWithState(control, { text: control.text('Value') }, words)];
    case 'DropDownList':
      return [controlWithState(control, { text: control.child('Value')?.text('Name') ?? '' }, words)];
    case 'MultiText':
      return [controlWithState(control, { text: '', items: strings(control) }, words)];
    case 'ListBox':
      return [controlWithState(control, { text: '', items: listElements(control) }, words)];
    default:
      return [];
  }
}

function named(control: ElementReader, { text, raw, items }: ReportCell): ReportDetail {
  return {
    label: control.text('Name'),
    text,
    ...(raw === undefined ? {} : { raw }),
    ...(items === undefined || items.length === 0 ? {} : { children: items }),
  };
}

/** A control of an enabled policy that wrote nothing is `NotConfigured` and has no value (measured). */
function controlWithState(control: ElementReader, value: ReportCell, words: ReportWords): ReportDetail {
  const raw = control.text('State');
  const isUnset = raw === 'NotConfigured' && value.text === '' && (value.items ?? []).length === 0;
  if (isUnset) return named(control, onOff(raw, words));
  return named(control, raw === '' ? value : { ...value, raw });
}

function strings(control: ElementReader): readonly ReportDetail[] {
  return (control.child('Value')?.texts('string') ?? []).map((text) => ({ label: '', text }));
}

function listElements(control: ElementReader): readonly ReportDetail[] {
  return (control.child('Value')?.takeChildren('Element') ?? []).map((element) => {
    const label = element.text('Name');
    const text = element.text('Data');
    const rest = element.rest();
    return rest.length === 0 ? { label, text } : { label, text, children: rest };
  });
}

function* addRegistrySettings(
  settings: readonly ElementReader[],
  section: SectionDraft,
  words: ReportWords,
): Steps<void> {
  if (settings.length === 0) return;
  const draft = section.section('registry-settings', 'group', words.extraRegistrySettings);
  draft.columns(
    column('key', words.key, 5),
    column('name', words.name, 3),
    column('type', words.type, 1.4),
    column('value', words.value, 3),
  );
  for (const setting of settings) {
    const key = setting.text('KeyPath');
    const { name, type, value } = registryValue(setting, words);
    draft.row(`${key}|${name}`, [{ text: key }, { text: name }, { text: type }, value], setting.rest());
    yield;
  }
}

function registryValue(
  setting: ElementReader,
  words: ReportWords,
): { readonly name: string; readonly type: string; readonly value: ReportCell } {
  const command = setting.child('Command');
  if (command !== undefined)
    return { name: command.ownText(), type: words.command, value: { text: command.attribute('data') } };
  const value = setting.child('Value');
  if (value === undefined) return { name: '', type: '', value: { text: words.createKeyOnly, tone: 'muted' } };
  const name = value.text('Name');
  const data = value.children()[0];
  if (data === undefined) return { name, type: '', value: { text: value.ownText() } };
  const type = data.attribute('type');
  const items = data.texts().map((text) => ({ label: '', text }));
  return {
    name,
    type: type === '' ? data.local : type,
    value: items.length === 0 ? { text: data.ownText() } : { text: data.ownText(), items },
  };
}
