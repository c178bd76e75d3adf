import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import type { ReportDetail } from '../reportDocument';
import type { ReportWords } from '../reportWords';
import { column, shown, type SectionDraft } from '../sectionDraft';
import { allowDeny, trusteeValue } from '../values';

/** Permissions of files, folders and registry keys. */
export function* buildAcls(
  key: string,
  heading: string,
  settings: readonly ElementReader[],
  section: SectionDraft,
  words: ReportWords,
): Steps<void> {
  if (settings.length === 0) return;
  const table = section
    .section(key, 'group', heading)
    .columns(
      column('path', words.path, 3),
      column('mode', words.effect, 2),
      column('permissions', words.permissions, 4),
    );
  // "Propogate" is how the schema spells it
  const modes: Readonly<Record<string, string>> = {
    Propogate: words.propagate,
    Replace: words.replacePermissions,
    Ignore: words.ignorePermissions,
  };
  for (const setting of settings) {
    const path = setting.text('Path');
    const mode = setting.text('Mode');
    const descriptor = setting.child('SecurityDescriptor');
    const items = descriptor === undefined ? [] : permissionItems(descriptor, words);
    table.row(path, [{ text: path }, shown(modes[mode] ?? mode, mode), { text: '', items }], setting.rest());
    yield;
  }
}

/** One line for each entry of a security descriptor: who, and what is allowed, denied or audited. */
export function permissionItems(descriptor: ElementReader, words: ReportWords): readonly ReportDetail[] {
  return [
    ...(descriptor.child('Permissions')?.children('TrusteePermissions') ?? []),
    ...(descriptor.child('Auditing')?.children('TrusteeAuditing') ?? []),
  ].map((entry) => {
    const who = trusteeValue(entry.child('Trustee'));
    const { effect, raw, access } = entryParts(entry, words);
    return { label: who.text, text: `${effect}: ${access}`, raw: [who.raw ?? '', raw].join(' ').trim() };
  });
}

/** What an entry does (allow, deny, audit) and to which standard access. */
export function entryParts(
  entry: ElementReader,
  words: ReportWords,
): { readonly effect: string; readonly raw: string; readonly access: string } {
  const kind = entry.child('Type');
  const raw = kind?.optionalText('PermissionType') ?? '';
  const audit = kind?.optionalText('AuditType') ?? '';
  const standard = entry.child('Standard');
  const access = standard?.texts() ?? [];
  const effect = audit === '' ? allowDeny(raw, words).text : `${words.audit} ${audit}`;
  return { effect, raw: raw + audit, access: access.join(', ') };
}
