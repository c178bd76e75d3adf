import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import { labelOf } from '../labelOf';
import type { ReportCell } from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { schemaLabel, schemaValue } from '../schemaWords';
import { column, shown, type SectionDraft } from '../sectionDraft';
import { allowDeny, onOff, yesNo } from '../values';

const profiles = ['DomainProfile', 'PrivateProfile', 'PublicProfile'] as const;

/** Firewall profiles side by side, then the rules. */
export function* buildFirewall(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  buildProfiles(reader, section, words);
  buildGlobal(reader, section, words);
  yield* buildRules('inbound', words.inbound, reader.takeChildren('InboundFirewallRules'), section, words);
  yield* buildRules('outbound', words.outbound, reader.takeChildren('OutboundFirewallRules'), section, words);
}

function buildProfiles(reader: ElementReader, section: SectionDraft, words: ReportWords): void {
  const readers = profiles.map((profile) => reader.child(profile));
  const settings = new Map<string, (ReportCell | undefined)[]>();
  readers.forEach((profile, index) => {
    for (const setting of profile?.children() ?? []) {
      const value = setting.optionalText('Value');
      if (value === undefined) continue;
      const row = settings.get(setting.local) ?? profiles.map(() => undefined);
      row[index] = profileValue(setting.local, value, words);
      settings.set(setting.local, row);
    }
  });
  if (settings.size === 0) return;
  const table = section
    .section('profiles', 'group', words.firewallProfile)
    .columns(
      column('setting', words.setting, 3),
      ...profiles.map((profile) => column(profile, labelOf(profile.replace('Profile', '')), 1.5)),
    );
  for (const [name, cells] of settings)
    table.row(name, [shown(schemaLabel(name, words), name), ...cells.map((cell) => cell ?? { text: '' })]);
}

/** Default actions are numbers in the registry, 0 allow and 1 block (MS-GPFAS 2.2.2.5); the report has them as booleans. */
function profileValue(name: string, value: string, words: ReportWords): ReportCell {
  if (name === 'DefaultInboundAction' || name === 'DefaultOutboundAction') {
    if (value === 'true') return shown(words.block, value);
    if (value === 'false') return shown(words.allow, value);
  }
  return name === 'EnableFirewall' ? onOff(value, words) : yesNo(value, words);
}

function buildGlobal(reader: ElementReader, section: SectionDraft, words: ReportWords): void {
  const global = reader.child('GlobalSettings');
  const values = (global?.children() ?? []).map((setting) => [setting, setting.optionalText('Value')] as const);
  const known = values.filter((entry): entry is readonly [ElementReader, string] => entry[1] !== undefined);
  if (known.length === 0) return;
  const facts = section.section('global', 'group', words.globalSettings, 'facts');
  for (const [setting, value] of known)
    facts.value(schemaLabel(setting.local, words), schemaValue(setting.local, value, words));
}

/** IANA protocol numbers that occur in rules. */
const protocols: Readonly<Record<string, string>> = {
  '1': 'ICMPv4',
  '2': 'IGMP',
  '6': 'TCP',
  '17': 'UDP',
  '41': 'IPv6',
  '47': 'GRE',
  '58': 'ICMPv6',
  '256': 'Any',
};

function* buildRules(
  key: string,
  heading: string,
  rules: readonly ElementReader[],
  section: SectionDraft,
  words: ReportWords,
): Steps<void> {
  if (rules.length === 0) return;
  const table = section
    .section(key, 'group', heading)
    .columns(
      column('name', words.name, 4),
      column('enabled', words.state, 1.2),
      column('action', words.action, 1),
      column('profile', words.profile, 1.2),
      column('application', words.application, 3),
      column('protocol', words.protocol, 1.1),
      column('ports', words.port, 2),
      column('addresses', words.addresses, 2),
    );
  for (const rule of rules) {
    const name = rule.text('Name');
    const protocol = rule.text('Protocol');
    table.row(
      name,
      [
        { text: name },
        onOff(rule.text('Active'), words),
        allowDeny(rule.text('Action'), words),
        { text: texts(rule, 'Profile') },
        { text: [texts(rule, 'App'), texts(rule, 'Svc')].filter((text) => text !== '').join(', ') },
        shown(protocols[protocol] ?? protocol, protocol),
        items(rule, [
          [words.local, ['LPort', 'LPort2_10']],
          [words.remote, ['RPort', 'RPort2_10']],
          ['ICMP', ['ICMP4', 'ICMP6']],
        ]),
        items(rule, [
          [words.local, ['LA4', 'LA6']],
          [words.remote, ['RA4', 'RA6']],
        ]),
      ],
      rule.rest(),
    );
    yield;
  }
}

/** All children of a name: a rule repeats an element for several values. */
function texts(rule: ElementReader, local: string): string {
  return rule.texts(local).join(', ');
}

function items(rule: ElementReader, groups: readonly (readonly [string, readonly string[]])[]): ReportCell {
  const filled = groups
    .map(([label, locals]) => ({
      label,
      text: locals
        .map((local) => texts(rule, local))
        .filter((text) => text !== '')
        .join(', '),
    }))
    .filter(({ text }) => text !== '');
  return { text: '', items: filled };
}
