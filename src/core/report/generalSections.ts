import type { ElementReader } from './elementReader';
import { entryParts } from './extensions/securityDescriptor';
import type { ReportCell } from './reportDocument';
import type { ReportWords } from './reportWords';
import { column, shown, type SectionDraft } from './sectionDraft';
import { allowDeny, onOff, timeValue, trusteeValue, yesNo } from './values';

/** All about a GPO that is no setting: identity, links, whom it is for, who may change it, WMI filter. */
export function addGeneralSections(gpo: ElementReader, draft: SectionDraft, words: ReportWords): void {
  addGeneral(gpo, draft, words);
  addLinks(gpo, draft, words);
  addSecurity(gpo.takeChildren('SecurityDescriptor')[0], draft, words);
  addWmiFilter(gpo, draft, words);
}

function addGeneral(gpo: ElementReader, draft: SectionDraft, words: ReportWords): void {
  const facts = draft.section('general', 'general', words.general, 'facts');
  const identifier = gpo.child('Identifier');
  facts.value(words.name, { text: gpo.text('Name') });
  facts.value(words.domain, { text: identifier?.text('Domain') ?? '' });
  facts.value(words.guid, { text: identifier?.text('Identifier') ?? '' });
  for (const [local, label] of [
    ['CreatedTime', words.created],
    ['ModifiedTime', words.modified],
    ['ReadTime', words.readAt],
  ] as const) {
    const time = gpo.optionalText(local);
    if (time !== undefined) facts.value(label, timeValue(time));
  }
  const descriptor = gpo.child('SecurityDescriptor');
  const owner = trusteeValue(descriptor?.child('Owner'));
  if (owner.text !== '') facts.value(words.owner, owner);
  for (const [local, heading] of [
    ['Computer', words.computerConfiguration],
    ['User', words.userConfiguration],
  ] as const) {
    const side = gpo.child(local)?.element;
    if (side !== undefined) facts.value(heading, sideSummary(side, words));
  }
  const comments = gpo.optionalText('IncludeComments');
  if (comments !== undefined) facts.value(words.commentsIncluded, yesNo(comments, words));
  const available = gpo.optionalText('FilterDataAvailable');
  if (available !== undefined) facts.value(words.filterDataAvailable, yesNo(available, words));
}

/** `Enabled, version 3 in AD, 3 in SYSVOL`; the side's own section says it again. */
function sideSummary(side: ElementReader['element'], words: ReportWords): ReportCell {
  const text = (local: string): string =>
    side.children
      .flatMap((child) => (child.kind === 'element' && child.local === local ? child.children : []))
      .map((child) => (child.kind === 'text' ? child.text : ''))
      .join('')
      .trim();
  const state = onOff(text('Enabled'), words);
  const directory = text('VersionDirectory');
  const sysvol = text('VersionSysvol');
  const differ = directory !== sysvol;
  const pattern = differ ? words.versionsDiffer : words.versions;
  const versions = pattern.replace('{0}', directory || '–').replace('{1}', sysvol || '–');
  return {
    text: `${state.text}, ${versions}`,
    ...(differ ? { tone: 'warning' } : state.tone === undefined ? {} : { tone: state.tone }),
  };
}

function addLinks(gpo: ElementReader, draft: SectionDraft, words: ReportWords): void {
  const table = draft
    .section('links', 'links', words.links)
    .whenEmpty(words.noLinks)
    .columns(
      column('location', words.location, 2),
      column('enabled', words.linkEnabled, 1),
      column('enforced', words.enforced, 1),
      column('path', words.path, 4),
    );
  for (const link of gpo.takeChildren('LinksTo')) {
    const path = link.text('SOMPath');
    const enabled = link.text('Enabled');
    const enforced = link.text('NoOverride');
    table.row(
      path,
      [
        { text: link.text('SOMName') },
        { ...yesNo(enabled, words), tone: enabled === 'false' ? 'off' : 'on' },
        { ...yesNo(enforced, words), ...(enforced === 'true' ? { tone: 'warning' as const } : {}) },
        { text: path },
      ],
      link.rest(),
    );
  }
}

/** Security filtering is whom the GPO is for: those with the right to apply it. Delegation is everybody's rights. */
function addSecurity(descriptor: ElementReader | undefined, draft: SectionDraft, words: ReportWords): void {
  const filtering = draft
    .section('security-filtering', 'security-filtering', words.securityFiltering)
    .whenEmpty(words.noSecurityFiltering)
    .columns(column('trustee', words.trustee, 3), column('effect', words.effect, 1), column('sid', 'SID', 3));
  const delegation = draft
    .section('delegation', 'delegation', words.delegation)
    .columns(
      column('trustee', words.trustee, 3),
      column('permissions', words.allowedPermissions, 3),
      column('effect', words.effect, 1),
      column('inherited', words.inherited, 1),
    );
  if (descriptor === undefined) return;
  const permissions = descriptor.child('Permissions');
  for (const entry of permissions?.takeChildren('TrusteePermissions') ?? [])
    addEntry(entry, filtering, delegation, words);
  const inherits = permissions?.optionalText('InheritsFromParent');
  if (inherits !== undefined) delegation.fact(words.inheritsFromParent, yesNo(inherits, words));
  const group = trusteeValue(descriptor.child('Group'));
  if (group.text !== '') delegation.fact(words.group, group);
  const sddl = descriptor.text('SDDL');
  delegation.rest(descriptor.rest(), words.more);
  if (sddl !== '') delegation.section('sddl', 'other', 'SDDL', 'facts').value('SDDL', { text: sddl });
}

/** The one level that includes the right to apply the GPO (measured; the text follows the language of the report). */
const applyLevel = 'Apply Group Policy';

function addEntry(entry: ElementReader, filtering: SectionDraft, delegation: SectionDraft, words: ReportWords): void {
  const trustee = entry.child('Trustee');
  const who = trusteeValue(trustee);
  const sid = who.raw ?? who.text;
  const { effect, raw, access } = entryParts(entry, words);
  const tone = allowDeny(raw, words).tone;
  const effectCell: ReportCell = { ...shown(effect, raw), ...(tone === undefined ? {} : { tone }) };
  if (access.split(', ').includes(applyLevel)) filtering.row(sid, [{ text: who.text }, effectCell, { text: sid }]);
  const inherited = entry.text('Inherited');
  delegation.row(
    sid,
    [who, shown(accessText(access, words), access), effectCell, yesNo(inherited, words)],
    entry.rest(),
  );
}

/** The levels in the reader's words; one that is not known stays in the language of the file. */
function accessText(access: string, words: ReportWords): string {
  return words.access[access] ?? access;
}

function addWmiFilter(gpo: ElementReader, draft: SectionDraft, words: ReportWords): void {
  const name = gpo.optionalText('FilterName');
  const description = gpo.optionalText('FilterDescription');
  const facts = draft.section('wmi-filter', 'wmi-filter', words.wmiFilter, 'facts').whenEmpty(words.noWmiFilter);
  if (name !== undefined) facts.value(words.filterName, { text: name });
  if (description !== undefined) facts.value(words.description, { text: description });
}
