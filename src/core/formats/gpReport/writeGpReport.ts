import type { GpoPermission, GpoPermissionLevel, Trustee } from '../../model/gpo';
import { registryDataText, registryTypeName } from '../registryPol/values';
import type { PolRecord } from '../registryPol/registryPol';
import type { GpoReportInput, GpoReportLink, GpoReportSide, UnrenderedExtension } from './gpoReportInput';
import { filesNamespace, instanceNamespace, securityNamespace, settingsNamespace, typesNamespace } from './namespaces';
import { block, leaf, linesText, utf16WithMark } from './xmlLines';

/**
 * Writes a report on a GPO in GPMC's schema and form: UTF-16LE with byte order mark, CRLF, two blanks an indent, elements
 * in the order observed. Registry settings are written by key and value (as GPMC does for those that no template
 * explains); other extensions as data of our own namespace that names their files, so that nobody takes the GPO for empty.
 */
export function writeGpReport(input: GpoReportInput): Uint8Array {
  const types = { xmlns: typesNamespace };
  const lines = [
    '<?xml version="1.0" encoding="utf-16"?>',
    ...block(
      'GPO',
      [
        ...block('Identifier', [...leaf('Identifier', input.id, types), ...leaf('Domain', input.domain, types)]),
        ...leaf('Name', input.name),
        ...leaf('IncludeComments', 'true'),
        ...leaf('CreatedTime', toSecond(input.created)),
        ...leaf('ModifiedTime', toSecond(input.modified)),
        ...leaf('ReadTime', withTrimmedFraction(input.read)),
        ...securityDescriptor(input),
        ...leaf('FilterDataAvailable', 'true'),
        ...wmiFilter(input.wmiFilter),
        ...side('Computer', input.computer),
        ...side('User', input.user),
        ...input.links.flatMap(link),
      ],
      { 'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema', 'xmlns:xsi': instanceNamespace, xmlns: settingsNamespace },
    ),
  ];
  return utf16WithMark(linesText(lines));
}

/** `2024-05-01T10:20:30`: without fraction and zone (measured). */
function toSecond(time: string): string {
  return time.replace(/(?:\.\d+)?Z?$/, '');
}

/** ReadTime keeps a fraction, without zeros at its end, and `Z` (measured). */
function withTrimmedFraction(time: string): string {
  return `${time
    .replace(/Z$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')}Z`;
}

/** GPOs of a domain have few different descriptors; who reports on many passes the same list of permissions for each of these. */
const writtenSecurity = new WeakMap<
  readonly GpoPermission[],
  { readonly of: GpoReportInput; readonly lines: readonly string[] }
>();

function securityDescriptor(input: GpoReportInput): readonly string[] {
  const known = writtenSecurity.get(input.permissions);
  if (known !== undefined && isSameSecurity(known.of, input)) return known.lines;
  const lines = securityLines(input);
  writtenSecurity.set(input.permissions, { of: input, lines });
  return lines;
}

function isSameSecurity(one: GpoReportInput, other: GpoReportInput): boolean {
  const isSame = (a: Trustee | undefined, b: Trustee | undefined): boolean => a?.sid === b?.sid && a?.name === b?.name;
  return one.sddl === other.sddl && isSame(one.owner, other.owner) && isSame(one.group, other.group);
}

function securityLines({ sddl, owner, group, permissions }: GpoReportInput): readonly string[] {
  const security = { xmlns: securityNamespace };
  return block('SecurityDescriptor', [
    ...leaf('SDDL', sddl, security),
    ...block('Owner', trusteeLines(owner), security),
    ...(group === undefined ? [] : block('Group', trusteeLines(group), security)),
    ...leaf('PermissionsPresent', 'true', security),
    ...block('Permissions', [...leaf('InheritsFromParent', 'false'), ...permissions.flatMap(permission)], security),
    ...leaf('AuditingPresent', 'false', security),
  ]);
}

function trusteeLines({ sid, name }: Trustee): readonly string[] {
  const types = { xmlns: typesNamespace };
  return [...leaf('SID', sid, types), ...(name === undefined ? [] : leaf('Name', name, types))];
}

const levelNames: Readonly<Record<GpoPermissionLevel, string>> = {
  read: 'Read',
  apply: 'Apply Group Policy',
  edit: 'Edit Settings',
  'edit-delete-modify-security': 'Edit, delete, modify security',
  custom: 'Custom',
};

function permission({ trustee, level, denied, inherited }: GpoPermission): readonly string[] {
  return block('TrusteePermissions', [
    ...block('Trustee', trusteeLines(trustee)),
    ...block('Type', leaf('PermissionType', denied ? 'Deny' : 'Allow'), { 'xsi:type': 'PermissionType' }),
    ...leaf('Inherited', String(inherited)),
    ...block('Applicability', [
      ...leaf('ToSelf', 'true'),
      ...leaf('ToDescendantObjects', 'false'),
      ...leaf('ToDescendantContainers', 'true'),
      ...leaf('ToDirectDescendantsOnly', 'false'),
    ]),
    ...block('Standard', leaf('GPOGroupedAccessEnum', levelNames[level])),
    ...leaf('AccessMask', '0'),
  ]);
}

function wmiFilter(filter: GpoReportInput['wmiFilter']): readonly string[] {
  if (filter === undefined) return [];
  return [
    ...leaf('FilterName', filter.name),
    ...(filter.description === '' ? [] : leaf('FilterDescription', filter.description)),
  ];
}

function side(name: 'Computer' | 'User', content: GpoReportSide): readonly string[] {
  const prefix = (index: number): string => `q${String(index)}`;
  const registry = content.registry.length === 0 ? [] : registryExtension(prefix(1), content.registry);
  const first = registry.length === 0 ? 1 : 2;
  return block(name, [
    ...leaf('VersionDirectory', String(content.directoryVersion)),
    ...(content.sysvolVersion === undefined ? [] : leaf('VersionSysvol', String(content.sysvolVersion))),
    ...leaf('Enabled', String(content.enabled)),
    ...registry,
    ...content.extensions.flatMap((extension, index) => unrendered(prefix(first + index), extension)),
  ]);
}

function registryExtension(prefix: string, records: readonly PolRecord[]): readonly string[] {
  const namespace = `${settingsNamespace}/Registry`;
  const content = [
    ...records.flatMap((record) => registrySetting(prefix, record)),
    ...leaf(`${prefix}:Blocked`, 'false'),
  ];
  return block('ExtensionData', [
    ...block('Extension', content, {
      [`xmlns:${prefix}`]: namespace,
      'xmlns:gpc': filesNamespace,
      'xsi:type': `${prefix}:RegistrySettings`,
    }),
    ...leaf('Name', 'Registry'),
  ]);
}

/** GPMC's form: a value, a command such as `**del.Name`, or the key alone for a record that only makes it (measured). */
function registrySetting(prefix: string, record: PolRecord): readonly string[] {
  return block(`${prefix}:RegistrySetting`, [
    ...leaf(`${prefix}:KeyPath`, record.key),
    ...leaf(`${prefix}:AdmSetting`, 'false'),
    ...registryValue(prefix, record),
  ]);
}

/** GPMC has Number and String; our attribute keeps the type of what is neither REG_DWORD nor REG_SZ. */
function registryValue(prefix: string, record: PolRecord): readonly string[] {
  const { valueName, type } = record;
  if (/^\*\*(?:del\.|delvals|deletevalues|deletekeys|soft\.|securekey|comment:)/i.test(valueName))
    return registryCommand(prefix, record);
  if (type === 0 && valueName === '' && record.data.length === 0) return [];
  const text = registryDataText(record);
  const kind = type === 4 && record.data.length === 4 ? 'Number' : 'String';
  const ownType = type === 4 || type === 1 ? undefined : registryTypeName(type);
  return block(`${prefix}:Value`, [
    ...leaf(`${prefix}:Name`, valueName),
    ...leaf(`${prefix}:${kind}`, text, { 'gpc:type': ownType }),
  ]);
}

/** What a command works on stands in its data where that is not the filler of a single blank (measured). */
function registryCommand(prefix: string, record: PolRecord): readonly string[] {
  const data = registryDataText(record).trim();
  return leaf(`${prefix}:Command`, record.valueName, { 'gpc:data': data === '' ? undefined : data });
}

function unrendered(prefix: string, { id, name, files }: UnrenderedExtension): readonly string[] {
  const content = [
    ...leaf(`${prefix}:Rendered`, 'false'),
    ...(id === '' ? [] : leaf(`${prefix}:ExtensionId`, id)),
    ...files.flatMap(({ path, size }) =>
      block(`${prefix}:File`, [...leaf(`${prefix}:Path`, path), ...leaf(`${prefix}:Size`, String(size))]),
    ),
  ];
  return block('ExtensionData', [
    ...block('Extension', content, { [`xmlns:${prefix}`]: filesNamespace, 'xsi:type': `${prefix}:UnrenderedFiles` }),
    ...leaf('Name', name),
  ]);
}

function link({ name, path, enabled, enforced }: GpoReportLink): readonly string[] {
  return block('LinksTo', [
    ...leaf('SOMName', name),
    ...leaf('SOMPath', path),
    ...leaf('Enabled', String(enabled)),
    ...leaf('NoOverride', String(enforced)),
  ]);
}
