import { t } from '@vscode/l10n';
import type { Problem, ProblemCatalogue, ProblemCode, ProblemPlace } from '../core/kernel/problem';

type Describe<C extends ProblemCode> = (params: ProblemCatalogue[C]) => string;

const sentences: { readonly [C in ProblemCode]: Describe<C> } = {
  'backup-instance-missing': ({ element }) => t('The record of the backup has no {0}.', element),
  'backup-instance-unknown-element': ({ element }) =>
    t('The record of the backup holds {0}, which GPMC does not write; it is left out.', element),
  'backup-xml-missing': ({ element }) => t('The core settings of the GPO have no {0}.', element),
  'backup-xml-no-gpo': () => t('It is not the Backup.xml of a GPO: it holds no core settings.'),
  'backup-xml-unknown-attribute': ({ attribute }) =>
    t('The attribute {0} is not known in Backup.xml; it is left out.', attribute),
  'backup-xml-unknown-element': ({ element }) =>
    t('The element {0} is not known in Backup.xml; it is left out.', element),
  'bkup-info-wrong-root': () => t('It is not a bkupInfo.xml: it does not begin with BackupInst.'),
  'extension-list-duplicate': ({ cse }) => t('The client-side extension {0} is listed twice.', cse),
  'extension-list-leftover': ({ text }) => t('"{0}" in the list of client-side extensions is not an entry.', text),
  'extension-list-no-tool': ({ cse }) =>
    t('The client-side extension {0} is listed without the snap-in that edits its settings.', cse),
  'extension-list-unsorted': ({ cse }) =>
    t('The client-side extension {0} is out of order: computers ignore it and all that follow.', cse),
  'fdeploy-status-invalid': ({ folder }) => t('The redirection status of the folder {0} is not a number.', folder),
  'fdeploy1-not-indexed': ({ section }) =>
    t('The section [{0}] is not listed under [Folder_Redirection], so it has no effect.', section),
  'fdeploy1-section-missing': ({ folder, sid }) =>
    t('The folder {0} is listed as redirected for {1}, but the section that says where is missing.', folder, sid),
  'gp-link-duplicate': ({ gpo }) => t('The GPO {0} is linked twice; only one of the links counts.', gpo),
  'gp-link-leftover': ({ text }) => t('"{0}" in the gPLink attribute is not a link.', text),
  'gpt-ini-byte-order-mark': () => t('It begins with a byte order mark, so Windows does not find the version in it.'),
  'gpt-ini-no-version': () => t('It has no version under [General]; the version counts as 0.'),
  'gpt-ini-version-invalid': ({ value }) => t('The version "{0}" is not a number; it counts as 0.', value),
  'gpt-tmpl-line-invalid': ({ section }) => t('The line does not have the form that [{0}] asks for.', section),
  'gpt-tmpl-sddl-needs-sid': ({ principal, to }) =>
    t('{0} stays in the permissions, which take SIDs only: the SID of {1} is not known.', principal, to),
  'inf-line-outside-section': () => t('The line stands before the first section; Windows ignores it.'),
  'inf-section-unclosed': () => t('The name of the section has no closing bracket.'),
  'manifest-wrong-root': () => t('It is not the manifest.xml of a backup folder: it does not begin with Backups.'),
  'migration-table-duplicate-source': ({ source, first }) =>
    t('The source "{0}" is already in entry {1}. Remove one of the two.', source, first),
  'migration-table-empty-source': () => t('The source is empty. Fill it in or remove the entry.'),
  'migration-table-invalid-sid': ({ sid }) => t('"{0}" is not a valid SID.', sid),
  'migration-table-malformed-unc': ({ path }) =>
    t('"{0}" is not a UNC path, which names a computer and a share.', path),
  'migration-table-no-destination': ({ source }) =>
    t('"{0}" has no destination. Fill it in, or choose "same as source".', source),
  'migration-table-path-as-principal': ({ source, type }) =>
    t('"{0}" is a UNC path, but the entry has the type {1}.', source, type),
  'migration-table-relative-name-not-allowed': ({ source }) =>
    t('"{0}" is a UNC path and cannot be mapped by relative name.', source),
  'migration-table-several-destinations': ({ source }) =>
    t('"{0}" has several destinations; the first counts.', source),
  'migration-table-unknown-element': ({ element }) =>
    t('The element {0} is not known in migration tables; it is left out.', element),
  'migration-table-unknown-type': ({ type }) =>
    t('The type "{0}" is not known; the entry counts as one of the type Unknown.', type),
  'migration-table-wrong-root': () => t('It is not a migration table: it does not begin with MigrationTable.'),
  'registry-pol-damaged': ({ size }) =>
    t('{0} bytes are not a registry setting; they are kept as they are, and Windows may stop reading here.', size),
  'registry-pol-no-header': () => t('The header of registry.pol is missing; Windows does not read such a file.'),
  'registry-pol-truncated': ({ size }) => t('The file ends in the middle of a registry setting ({0} bytes).', size),
  'scripts-ini-number-gap': ({ event, missing }) =>
    t('{0}: script number {1} is missing; Windows runs none of those that follow.', event, missing),
  'scripts-ini-pair-incomplete': () =>
    t('A script needs both a command line and parameters, even empty ones; one of the two is missing.'),
  'sddl-ace-invalid': ({ text }) => t('The permission entry "{0}" in SDDL is not valid.', text),
  'sddl-condition-unsupported': ({ text }) =>
    t('The permission entry "{0}" in SDDL is conditional or a resource attribute, which is not supported.', text),
  'sddl-sid-invalid': ({ text }) => t('"{0}" in SDDL is neither a SID nor a known abbreviation.', text),
  'sddl-sid-needs-domain': ({ text }) =>
    t('"{0}" in SDDL means a trustee of the domain, and the domain is not known.', text),
  'sddl-stray-text': ({ text }) => t('"{0}" does not belong in SDDL.', text),
  'security-descriptor-ace-invalid': ({ index }) => t('Entry {0} of the access control list is damaged.', index + 1),
  'security-descriptor-acl-invalid': ({ size }) =>
    t('The access control list states a size of {0} bytes, which is too small.', size),
  'security-descriptor-hex-invalid': () => t('The security descriptor is not written in hexadecimal digits.'),
  'security-descriptor-revision': ({ revision }) =>
    t('The security descriptor has the revision {0}; only 1 is known.', revision),
  'security-descriptor-sid-invalid': ({ part }) =>
    part === 'owner'
      ? t('The owner in the security descriptor is not a valid SID.')
      : t('The group in the security descriptor is not a valid SID.'),
  'security-descriptor-truncated': () => t('The security descriptor is cut off.'),
  'text-invalid-utf-8': ({ count }) => t('{0} bytes are not valid UTF-8.', count),
  'text-odd-length': () => t('The file ends with half a character of UTF-16.'),
  'wmi-filter-malformed': () => t('The WMI filter is damaged; Windows takes such a filter for false.'),
  'wmi-filter-unknown-language': ({ language }) =>
    t('The query of the WMI filter is written in {0}; Windows knows WQL only.', language),
  'wmi-filter-wrong-count': ({ stated, found }) =>
    t('The WMI filter states {0} queries, but holds {1}.', stated, found),
  'wmi-filter-wrong-length': () =>
    t('The WMI filter states wrong lengths for the query; Windows takes such a filter for false.'),
  'xml-doctype-refused': () => t('The file has a DOCTYPE, which no Group Policy file has; it is not read.'),
  'xml-invalid': ({ detail }) => t('The XML is not valid: {0}', detail),
  'xml-not-utf-8': () => t('The XML is not valid UTF-8; it is read as Windows-1252.'),
  'xml-text-too-long': ({ limit }) =>
    t('A text is longer than {0} characters; the rest of the file is not read.', limit),
  'xml-too-deep': ({ limit }) =>
    t('Elements are nested more than {0} levels deep; the rest of the file is not read.', limit),
  'xml-too-large': ({ limit }) => t('The file is larger than {0} bytes; it is not read.', limit),
  'xml-too-many-attributes': ({ limit }) =>
    t('An element has more than {0} attributes; the rest of the file is not read.', limit),
  'xml-too-many-elements': ({ limit }) => t('The file has more than {0} elements; the rest of it is not read.', limit),
  'xml-undecodable-bytes': () => t('Some bytes do not belong to the encoding of the file; they are shown as �.'),
};

/** What is wrong in a file, and where in it. */
export function problemText<C extends ProblemCode>({ code, params, place }: Problem<C>): string {
  const describe: Describe<C> = sentences[code];
  const where = placeText(place);
  const sentence = describe(params);
  return where === '' ? sentence : t('{0}: {1}', where, sentence);
}

/** {@link problemText} of a problem that a plan's message carries: its place and its parameters are side by side. */
export function spreadProblemText(code: ProblemCode, facts: Readonly<Record<string, string | number>>): string {
  const place = Object.fromEntries(
    ['line', 'column', 'record', 'offset'].flatMap((name) => (name in facts ? [[name, Number(facts[name])]] : [])),
  );
  // What belongs together was written together, see compareSettings.
  return problemText({ code, severity: 'error', place, params: facts });
}

function placeText(place: ProblemPlace): string {
  if (place.line !== undefined && place.column !== undefined)
    return t('line {0}, column {1}', place.line, place.column);
  if (place.line !== undefined) return t('line {0}', place.line);
  if (place.record !== undefined && place.offset !== undefined)
    return t('record {0} at byte {1}', place.record, place.offset);
  if (place.record !== undefined) return t('entry {0}', place.record);
  if (place.offset !== undefined) return t('byte {0}', place.offset);
  return '';
}
