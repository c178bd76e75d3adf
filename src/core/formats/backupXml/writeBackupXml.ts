import { cdata, escapeAttribute, escapeText } from '../../xml/writeXml';
import type {
  BackupAttribute,
  BackupCoreSettings,
  BackupDirectoryObject,
  BackupDocument,
  BackupExtension,
  BackupFileObject,
  BackupObject,
  BackupPrincipal,
} from './backupDocument';

const namespace = 'http://www.microsoft.com/GroupPolicy/GPOOperations';
const indent = '    ';

/** Writes Backup.xml as GPMC does: UTF-8 without byte order mark, CRLF, values as CDATA; elements in GPMC's order. */
export function writeBackupXml(document: BackupDocument): Uint8Array {
  const head =
    '<?xml version="1.0" encoding="utf-8"?><!-- Copyright (c) Microsoft Corporation.  All rights reserved. -->' +
    `<GroupPolicyBackupScheme bkp:version="${escapeAttribute(document.version)}" bkp:type="GroupPolicyBackupTemplate"` +
    ` xmlns:bkp="${namespace}" xmlns="${namespace}">`;
  const groups = element('SecurityGroups', document.securityGroups.map(principal).join(''));
  const paths = element('FilePaths', document.filePaths.map((path) => `<Path>${cdata(path)}</Path>`).join(''));
  const lines = [
    head,
    `${indent}<GroupPolicyObject>${groups}${paths}${core(document.core)}`,
    ...document.extensions.flatMap(extension),
  ];
  return new TextEncoder().encode(`${lines.join('\r\n')}</GroupPolicyObject>\r\n</GroupPolicyBackupScheme>`);
}

function principal(group: BackupPrincipal): string {
  const source = group.source === '' ? '' : ` bkp:Source="${escapeAttribute(group.source)}"`;
  const fields = [
    ['Sid', group.sid],
    ['SamAccountName', group.samAccountName],
    ['Type', group.type],
    ['NetBIOSDomainName', group.netbiosDomainName],
    ['DnsDomainName', group.dnsDomainName],
    ['UPN', group.upn],
  ] as const;
  return `<Group${source}>${fields.map(([name, text]) => element(name, optionalCdata(text))).join('')}</Group>`;
}

function core(settings: BackupCoreSettings): string {
  const name =
    settings.wmiFilterName === undefined ? '' : `<WMIFilterName>${cdata(settings.wmiFilterName)}</WMIFilterName>`;
  const fields =
    `<ID>${cdata(settings.id)}</ID><Domain>${cdata(settings.domain)}</Domain>` +
    `<SecurityDescriptor>${escapeText(settings.securityDescriptor)}</SecurityDescriptor>` +
    `<DisplayName>${cdata(settings.displayName)}</DisplayName><Options>${cdata(settings.options)}</Options>` +
    `<UserVersionNumber>${cdata(settings.userVersion)}</UserVersionNumber>` +
    `<MachineVersionNumber>${cdata(settings.machineVersion)}</MachineVersionNumber>` +
    element('MachineExtensionGuids', optionalCdata(settings.machineExtensions)) +
    element('UserExtensionGuids', optionalCdata(settings.userExtensions)) +
    element('WMIFilter', optionalCdata(settings.wmiFilter)) +
    name;
  // GPMC leaves one blank behind it (measured).
  return `<GroupPolicyCoreSettings>${fields}</GroupPolicyCoreSettings> `;
}

function optionalCdata(text: string): string {
  return text === '' ? '' : cdata(text);
}

function element(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function extension(block: BackupExtension): readonly string[] {
  const head = `<GroupPolicyExtension bkp:ID="${escapeAttribute(block.id)}" bkp:DescName="${escapeAttribute(block.name)}">`;
  // GPMC appends the last block to its template without line breaks (measured).
  if (block.name === 'Unknown Extension')
    return [`${indent}${head}${block.objects.map((row) => object(row, '')).join('')}</GroupPolicyExtension>`];
  const rows = block.objects.map((row) => object(row, indent.repeat(3)));
  return [`${indent.repeat(2)}${head}`, ...rows, `${indent.repeat(2)}</GroupPolicyExtension>`];
}

function object(row: BackupObject, margin: string): string {
  return row.kind === 'directory' ? directoryObject(row, margin) : fileObject(row, margin);
}

function fileObject(row: BackupFileObject, margin: string): string {
  const name = row.kind === 'file' ? 'FSObjectFile' : 'FSObjectDir';
  const attributes = [
    attribute('Path', row.path),
    attribute('SourceExpandedPath', row.sourceExpandedPath),
    attribute('ReEvaluateFunction', row.reEvaluate),
    attribute('Location', row.location),
  ].join('');
  const children = row.children.map((child) => fileObject(child, '')).join('');
  return `${margin}<${name}${attributes}${children === '' ? '/>' : `>${children}</${name}>`}`;
}

function directoryObject(row: BackupDirectoryObject, margin: string): string {
  const attributes = [
    attribute('Path', row.path),
    attribute('ObjectClass', row.objectClass),
    attribute('SourceExpandedPath', row.sourceExpandedPath),
    attribute('ReEvaluateFunction', row.reEvaluate),
  ].join('');
  const inner = margin === '' ? '' : `${margin}${indent}`;
  const lines = [
    `${margin}<DSObject${attributes}>`,
    ...(row.securityDescriptor === undefined
      ? []
      : [`${inner}${element('SecurityDescriptor', escapeText(row.securityDescriptor))}`]),
    ...row.children.map((child) => directoryObject(child, inner)),
    ...row.attributes.map((item) => `${inner}${directoryAttribute(item)}`),
    `${margin}</DSObject>`,
  ];
  return lines.join(margin === '' ? '' : '\r\n');
}

function directoryAttribute({ type, name, values }: BackupAttribute): string {
  const tag = `DSAttribute${type}`;
  const content = values.map((value) => `<DSValue>${cdata(value)}</DSValue>`).join('');
  return `<${tag}${attribute('DSAttrName', name)}${content === '' ? '/>' : `>${content}</${tag}>`}`;
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` bkp:${name}="${escapeAttribute(value)}"`;
}
