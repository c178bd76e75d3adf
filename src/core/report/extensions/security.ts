import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import { labelOf } from '../labelOf';
import type { ReportCell, ReportDetail, ReportValue } from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { column, shown, type SectionDraft } from '../sectionDraft';
import { detail, onOff, trusteeValue, yesNo } from '../values';
import { buildAcls, permissionItems } from './securityDescriptor';

/** Security settings (GptTmpl.inf), in the order of the editor's tree. */
export function* buildSecurity(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  yield* buildAccount(reader.takeChildren('Account'), section, words);
  yield* buildAudit(reader.takeChildren('Audit'), section, words);
  yield* buildRights(reader.takeChildren('UserRightsAssignment'), section, words);
  yield* buildOptions(reader.takeChildren('SecurityOptions'), section, words);
  yield* buildEventLogs(reader.takeChildren('EventLog'), section, words);
  yield* buildRestrictedGroups(reader.takeChildren('RestrictedGroups'), section, words);
  yield* buildServices(reader.takeChildren('SystemServices'), section, words);
  yield* buildAcls('registry', words.registryKeys, reader.takeChildren('Registry'), section, words);
  yield* buildAcls('files', words.fileSystem, reader.takeChildren('File'), section, words);
}

function policyTable(key: string, heading: string, section: SectionDraft, words: ReportWords): SectionDraft {
  return section
    .section(key, 'group', heading)
    .columns(column('policy', words.policy, 3), column('setting', words.setting, 2));
}

function* buildAccount(settings: readonly ElementReader[], section: SectionDraft, words: ReportWords): Steps<void> {
  if (settings.length === 0) return;
  const group = section.section('account', 'group', words.accountPolicies);
  const types = new Map<string, SectionDraft>();
  for (const setting of settings) {
    const type = setting.text('Type');
    const table = types.get(type) ?? policyTable(type, type, group, words);
    types.set(type, table);
    const name = setting.text('Name');
    table.row(name, [knownName(name, words), settingValue(setting, name, words)], setting.rest());
    yield;
  }
}

/** A policy's name for people; its constant stays beside it. */
function knownName(name: string, words: ReportWords): ReportValue {
  return shown(words.names[name] ?? labelOf(name), name);
}

function settingValue(setting: ElementReader, name: string, words: ReportWords): ReportCell {
  const flag = setting.optionalText('SettingBoolean');
  if (flag !== undefined) return onOff(flag, words);
  const number = setting.optionalText('SettingNumber');
  if (number === undefined) return { text: setting.text('SettingString') };
  const unit = words.units[name];
  return unit === undefined ? { text: number } : { text: `${number} ${unit}` };
}

function* buildAudit(settings: readonly ElementReader[], section: SectionDraft, words: ReportWords): Steps<void> {
  if (settings.length === 0) return;
  const table = policyTable('audit', words.auditPolicies, section, words);
  for (const setting of settings) {
    const name = setting.text('Name');
    const success = setting.text('SuccessAttempts');
    const failure = setting.text('FailureAttempts');
    const text = words.auditing[(success === 'true' ? 1 : 0) + (failure === 'true' ? 2 : 0)] ?? '';
    table.row(name, [knownName(name, words), shown(text, `${success}, ${failure}`)], setting.rest());
    yield;
  }
}

function* buildRights(settings: readonly ElementReader[], section: SectionDraft, words: ReportWords): Steps<void> {
  if (settings.length === 0) return;
  const table = section
    .section('rights', 'group', words.userRights)
    .columns(column('policy', words.policy, 3), column('members', words.members, 3));
  const names: Readonly<Record<string, string>> = words.rights;
  for (const setting of settings) {
    const name = setting.text('Name');
    const members = setting.takeChildren('Member').map(memberDetail);
    table.row(name, [shown(names[name] ?? name, name), membersCell(members, words)], setting.rest());
    yield;
  }
}

function memberDetail(member: ElementReader): ReportDetail {
  const value = trusteeValue(member);
  const rest = member.rest();
  return rest.length === 0 ? { label: '', ...value } : { label: '', ...value, children: rest };
}

/** A right or group with no member is given to nobody, which is a setting too (measured). */
function membersCell(members: readonly ReportDetail[], words: ReportWords): ReportCell {
  return members.length === 0 ? { text: words.nobody, tone: 'muted' } : { text: '', items: members };
}

function* buildOptions(settings: readonly ElementReader[], section: SectionDraft, words: ReportWords): Steps<void> {
  if (settings.length === 0) return;
  const table = policyTable('options', words.securityOptions, section, words);
  for (const setting of settings) {
    const key = setting.text('KeyName') + setting.text('SystemAccessPolicyName');
    const display = setting.child('Display');
    const title = display?.text('Name') ?? '';
    const name = title === '' ? (words.names[key] ?? key) : title;
    const value = (display === undefined ? undefined : displayValue(display, words)) ?? plainValue(setting);
    table.row(key, [shown(name, key), value], setting.rest());
    yield;
  }
}

/** The value as the machine that wrote the report would show it. */
function displayValue(display: ElementReader, words: ReportWords): ReportCell | undefined {
  const flag = display.optionalText('DisplayBoolean');
  if (flag !== undefined) return onOff(flag, words);
  const number = display.optionalText('DisplayNumber');
  if (number !== undefined) return { text: `${number} ${display.text('Units')}`.trim() };
  const text = display.optionalText('DisplayString');
  if (text !== undefined) return { text };
  const lines = display.child('DisplayStrings')?.texts('Value');
  if (lines !== undefined) return { text: '', items: lines.map((line) => ({ label: '', text: line })) };
  const fields = display.child('DisplayFields')?.children('Field');
  return fields === undefined
    ? undefined
    : { text: '', items: fields.map((field) => detail(field.text('Name'), onOff(field.text('Value'), words))) };
}

function plainValue(setting: ElementReader): ReportCell {
  const lines = setting.child('SettingStrings')?.texts('Value');
  if (lines !== undefined) return { text: '', items: lines.map((line) => ({ label: '', text: line })) };
  return { text: setting.optionalText('SettingNumber') ?? setting.text('SettingString') };
}

function* buildEventLogs(settings: readonly ElementReader[], section: SectionDraft, words: ReportWords): Steps<void> {
  if (settings.length === 0) return;
  const table = section
    .section('event-log', 'group', words.eventLog)
    .columns(column('log', words.eventLog, 1), column('policy', words.policy, 3), column('setting', words.setting, 2));
  for (const setting of settings) {
    const log = setting.text('Log');
    const name = setting.text('Name');
    const value = settingValue(setting, name, words);
    table.row(`${log}|${name}`, [{ text: log }, knownName(name, words), value], setting.rest());
    yield;
  }
}

function* buildRestrictedGroups(
  settings: readonly ElementReader[],
  section: SectionDraft,
  words: ReportWords,
): Steps<void> {
  if (settings.length === 0) return;
  const table = section
    .section('restricted-groups', 'group', words.restrictedGroups)
    .columns(column('group', words.group, 2), column('members', words.members, 3));
  for (const setting of settings) {
    const group = trusteeValue(setting.child('GroupName'));
    const members = setting.takeChildren('Member').map(memberDetail);
    const memberOf = setting.takeChildren('Memberof').map(memberDetail);
    const items = memberOf.length === 0 ? [] : [{ label: words.memberOf, text: '', children: memberOf }];
    table.row(group.text, [group, membersCell([...members, ...items], words)], setting.rest());
    yield;
  }
}

function* buildServices(settings: readonly ElementReader[], section: SectionDraft, words: ReportWords): Steps<void> {
  if (settings.length === 0) return;
  const table = section
    .section('services', 'group', words.services)
    .columns(
      column('service', words.service, 2),
      column('startup', words.startup, 1),
      column('permissions', words.permissions, 3),
    );
  const modes: Readonly<Record<string, string>> = words.startupModes;
  for (const setting of settings) {
    const name = setting.text('Name');
    const mode = setting.text('StartupMode');
    const descriptor = setting.child('SecurityDescriptor');
    const items = descriptor === undefined ? [] : permissionItems(descriptor, words);
    const present = descriptor?.text('PermissionsPresent') ?? '';
    const permissions: ReportCell =
      items.length > 0 ? { ...yesNo(present, words), items } : shown(present === 'false' ? '–' : present, present);
    table.row(name, [{ text: name }, shown(modes[mode] ?? mode, mode), permissions], setting.rest());
    yield;
  }
}
