import type { GpoPermission, GpoPermissionLevel, Trustee } from '../../model/gpo';
import { registryDataText, registryTypeName } from '../registryPol/values';
import type { PolRecord } from '../registryPol/polRecord';
import type { GpoReportInput, GpoReportLink, GpoReportSide, UnrenderedExtension } from './gpoReportInput';
import { filesNamespace, instanceNamespace, securityNamespace, settingsNamespace, typesNamespace } from './namespaces';
import { utf16, utf16File, xmlAttribute, XmlLineWriter } from './xmlLines';

const types = xmlAttribute('xmlns', typesNamespace);
const security = xmlAttribute('xmlns', securityNamespace);
const rootAttributes =
  xmlAttribute('xmlns:xsd', 'http://www.w3.org/2001/XMLSchema') +
  xmlAttribute('xmlns:xsi', instanceNamespace) +
  xmlAttribute('xmlns', settingsNamespace);

/**
 * Writes a report on a GPO in GPMC's schema and form: UTF-16LE with byte order mark, CRLF, two blanks an indent, elements
 * in the order observed. Registry settings are written by key and value (as GPMC does for those that no template
 * explains); other extensions as data of our own namespace that names their files, so that nobody takes the GPO for empty.
 */
export function writeGpReport(input: GpoReportInput): Uint8Array {
  return utf16File([utf16(beforeSecurity(input)), securityDescriptor(input), utf16(behindSecurity(input))]);
}

function beforeSecurity(input: GpoReportInput): string {
  const xml = new XmlLineWriter('<?xml version="1.0" encoding="utf-16"?>');
  xml.open('GPO', rootAttributes);
  xml.open('Identifier');
  xml.leaf('Identifier', input.id, types);
  xml.leaf('Domain', input.domain, types);
  xml.close('Identifier');
  xml.leaf('Name', input.name);
  xml.leaf('IncludeComments', 'true');
  xml.leaf('CreatedTime', toSecond(input.created));
  xml.leaf('ModifiedTime', toSecond(input.modified));
  xml.leaf('ReadTime', withTrimmedFraction(input.read));
  return xml.text;
}

function behindSecurity(input: GpoReportInput): string {
  const xml = new XmlLineWriter('', 1);
  xml.leaf('FilterDataAvailable', 'true');
  if (input.wmiFilter !== undefined) {
    xml.leaf('FilterName', input.wmiFilter.name);
    if (input.wmiFilter.description !== '') xml.leaf('FilterDescription', input.wmiFilter.description);
  }
  writeSide(xml, 'Computer', input.computer);
  writeSide(xml, 'User', input.user);
  for (const link of input.links) writeLink(xml, link);
  xml.close('GPO');
  return xml.text;
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

/** In bytes. GPOs of a domain have few different descriptors; who reports on many passes the same list of permissions for each of these. */
const writtenSecurity = new WeakMap<
  readonly GpoPermission[],
  { readonly of: GpoReportInput; readonly lines: Uint8Array }
>();

function securityDescriptor(input: GpoReportInput): Uint8Array {
  const known = writtenSecurity.get(input.permissions);
  if (known !== undefined && isSameSecurity(known.of, input)) return known.lines;
  const lines = utf16(securityLines(input));
  writtenSecurity.set(input.permissions, { of: input, lines });
  return lines;
}

function isSameSecurity(one: GpoReportInput, other: GpoReportInput): boolean {
  const isSame = (a: Trustee | undefined, b: Trustee | undefined): boolean => a?.sid === b?.sid && a?.name === b?.name;
  return one.sddl === other.sddl && isSame(one.owner, other.owner) && isSame(one.group, other.group);
}

function securityLines({ sddl, owner, group, permissions }: GpoReportInput): string {
  const xml = new XmlLineWriter('', 1);
  xml.open('SecurityDescriptor');
  xml.leaf('SDDL', sddl, security);
  writeTrustee(xml, 'Owner', owner, security);
  if (group !== undefined) writeTrustee(xml, 'Group', group, security);
  xml.leaf('PermissionsPresent', 'true', security);
  xml.open('Permissions', security);
  xml.leaf('InheritsFromParent', 'false');
  for (const permission of permissions) writePermission(xml, permission);
  xml.close('Permissions');
  xml.leaf('AuditingPresent', 'false', security);
  xml.close('SecurityDescriptor');
  return xml.text;
}

function writeTrustee(xml: XmlLineWriter, element: string, { sid, name }: Trustee, attributes = ''): void {
  xml.open(element, attributes);
  xml.leaf('SID', sid, types);
  if (name !== undefined) xml.leaf('Name', name, types);
  xml.close(element);
}

const levelNames: Readonly<Record<GpoPermissionLevel, string>> = {
  read: 'Read',
  apply: 'Apply Group Policy',
  edit: 'Edit Settings',
  'edit-delete-modify-security': 'Edit, delete, modify security',
  custom: 'Custom',
};

function writePermission(xml: XmlLineWriter, { trustee, level, denied, inherited }: GpoPermission): void {
  xml.open('TrusteePermissions');
  writeTrustee(xml, 'Trustee', trustee);
  xml.open('Type', ' xsi:type="PermissionType"');
  xml.leaf('PermissionType', denied ? 'Deny' : 'Allow');
  xml.close('Type');
  xml.leaf('Inherited', String(inherited));
  xml.open('Applicability');
  xml.leaf('ToSelf', 'true');
  xml.leaf('ToDescendantObjects', 'false');
  xml.leaf('ToDescendantContainers', 'true');
  xml.leaf('ToDirectDescendantsOnly', 'false');
  xml.close('Applicability');
  xml.open('Standard');
  xml.leaf('GPOGroupedAccessEnum', levelNames[level]);
  xml.close('Standard');
  xml.leaf('AccessMask', '0');
  xml.close('TrusteePermissions');
}

function writeSide(xml: XmlLineWriter, name: 'Computer' | 'User', content: GpoReportSide): void {
  xml.open(name);
  xml.leaf('VersionDirectory', String(content.directoryVersion));
  if (content.sysvolVersion !== undefined) xml.leaf('VersionSysvol', String(content.sysvolVersion));
  xml.leaf('Enabled', String(content.enabled));
  let extensions = 0;
  const nextPrefix = (): string => `q${String((extensions += 1))}`;
  if (content.registry.length > 0) writeRegistry(xml, nextPrefix(), content.registry);
  for (const extension of content.extensions) writeUnrendered(xml, nextPrefix(), extension);
  xml.close(name);
}

function writeRegistry(xml: XmlLineWriter, prefix: string, records: readonly PolRecord[]): void {
  xml.open('ExtensionData');
  xml.open(
    'Extension',
    xmlAttribute(`xmlns:${prefix}`, `${settingsNamespace}/Registry`) +
      xmlAttribute('xmlns:gpc', filesNamespace) +
      xmlAttribute('xsi:type', `${prefix}:RegistrySettings`),
  );
  for (const record of records) writeRegistrySetting(xml, prefix, record);
  xml.leaf(`${prefix}:Blocked`, 'false');
  xml.close('Extension');
  xml.leaf('Name', 'Registry');
  xml.close('ExtensionData');
}

/** GPMC's form: a value, a command such as `**del.Name`, or the key alone for a record that only makes it (measured). */
function writeRegistrySetting(xml: XmlLineWriter, prefix: string, record: PolRecord): void {
  xml.open(`${prefix}:RegistrySetting`);
  xml.leaf(`${prefix}:KeyPath`, record.key);
  xml.leaf(`${prefix}:AdmSetting`, 'false');
  writeRegistryValue(xml, prefix, record);
  xml.close(`${prefix}:RegistrySetting`);
}

const command = /^\*\*(?:del\.|delvals|deletevalues|deletekeys|soft\.|securekey|comment:)/i;

/** GPMC has Number and String; our attribute keeps the type of what is neither REG_DWORD nor REG_SZ. */
function writeRegistryValue(xml: XmlLineWriter, prefix: string, record: PolRecord): void {
  const { valueName, type } = record;
  if (valueName.startsWith('**') && command.test(valueName)) {
    writeRegistryCommand(xml, prefix, record);
    return;
  }
  if (type === 0 && valueName === '' && record.data.length === 0) return;
  const kind = type === 4 && record.data.length === 4 ? 'Number' : 'String';
  const ownType = type === 4 || type === 1 ? undefined : registryTypeName(type);
  xml.open(`${prefix}:Value`);
  xml.leaf(`${prefix}:Name`, valueName);
  xml.leaf(`${prefix}:${kind}`, registryDataText(record), xmlAttribute('gpc:type', ownType));
  xml.close(`${prefix}:Value`);
}

/** What a command works on stands in its data where that is not the filler of a single blank (measured). */
function writeRegistryCommand(xml: XmlLineWriter, prefix: string, record: PolRecord): void {
  const data = registryDataText(record).trim();
  xml.leaf(`${prefix}:Command`, record.valueName, data === '' ? '' : xmlAttribute('gpc:data', data));
}

function writeUnrendered(xml: XmlLineWriter, prefix: string, { id, name, files }: UnrenderedExtension): void {
  xml.open('ExtensionData');
  xml.open(
    'Extension',
    xmlAttribute(`xmlns:${prefix}`, filesNamespace) + xmlAttribute('xsi:type', `${prefix}:UnrenderedFiles`),
  );
  xml.leaf(`${prefix}:Rendered`, 'false');
  if (id !== '') xml.leaf(`${prefix}:ExtensionId`, id);
  for (const { path, size } of files) {
    xml.open(`${prefix}:File`);
    xml.leaf(`${prefix}:Path`, path);
    xml.leaf(`${prefix}:Size`, String(size));
    xml.close(`${prefix}:File`);
  }
  xml.close('Extension');
  xml.leaf('Name', name);
  xml.close('ExtensionData');
}

function writeLink(xml: XmlLineWriter, { name, path, enabled, enforced }: GpoReportLink): void {
  xml.open('LinksTo');
  xml.leaf('SOMName', name);
  xml.leaf('SOMPath', path);
  xml.leaf('Enabled', String(enabled));
  xml.leaf('NoOverride', String(enforced));
  xml.close('LinksTo');
}
