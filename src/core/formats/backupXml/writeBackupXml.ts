import { cdata, escapeAttribute, escapeText } from '../../xml/writeXml';
import { sourceOf } from '../../xml/sourceBytes';
import type { BackupCoreSettings, BackupDocument, BackupExtension, BackupPrincipal } from './backupDocument';
import {
  fillTemplate,
  registryExtension,
  templateSlots,
  unknownExtension,
  type TemplateExtension,
  type TemplateRow,
} from './backupTemplate';
import { writeBackupRow } from './writeBackupRow';

/** Namespace of Backup.xml, of its elements and, prefixed, of its attributes. */
export const backupNamespace = 'http://www.microsoft.com/GroupPolicy/GPOOperations';

const indent = '    ';
const doubleIndent = indent.repeat(2);
const tripleIndent = indent.repeat(3);

/**
 * Writes Backup.xml as GPMC does: UTF-8 without byte order mark, CRLF, values as CDATA, GPMC's order and its blank lines
 * (see `backupTemplate.ts`). The very value that was read gives the very bytes it was read from.
 * @throws xml-unwritable
 */
export function writeBackupXml(document: BackupDocument): Uint8Array {
  return sourceOf(document) ?? new TextEncoder().encode(backupText(document));
}

function backupText(document: BackupDocument): string {
  const head =
    '<?xml version="1.0" encoding="utf-8"?><!-- Copyright (c) Microsoft Corporation.  All rights reserved. -->' +
    `<GroupPolicyBackupScheme bkp:version="${escapeAttribute(document.version)}" bkp:type="GroupPolicyBackupTemplate"` +
    ` xmlns:bkp="${backupNamespace}" xmlns="${backupNamespace}">`;
  const groups = element('SecurityGroups', document.securityGroups.map(principal).join(''));
  const paths = element('FilePaths', document.filePaths.map((path) => `<Path>${cdata(path)}</Path>`).join(''));
  const lines = [
    head,
    `${indent}<GroupPolicyObject>${groups}${paths}${core(document.core)}`,
    ...extensionLines(document.extensions),
  ];
  return `${lines.join('\r\n')}</GroupPolicyObject>\r\n</GroupPolicyBackupScheme>`;
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
    settings.wmiFilterName === undefined ? '' : element('WMIFilterName', optionalCdata(settings.wmiFilterName));
  const fields =
    `<ID>${cdata(settings.id)}</ID><Domain>${cdata(settings.domain)}</Domain>` +
    element('SecurityDescriptor', escapeText(settings.securityDescriptor)) +
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

function extensionLines(extensions: readonly BackupExtension[]): readonly string[] {
  const [first, ...others] = extensions;
  const last = others.at(-1);
  if (first?.name === registryExtension.name && last !== undefined && isUnknown(last)) {
    const filled = fillTemplate(templateSlots, others.slice(0, -1), (slot, block) => slot?.name === block.name);
    if (filled !== undefined)
      return [
        ...extension(first, registryExtension),
        ...filled.flatMap((block, index) =>
          block === undefined ? [doubleIndent] : extension(block, templateSlots[index]),
        ),
        ...extension(last, undefined),
      ];
  }
  return extensions.flatMap((block) => extension(block, undefined));
}

function isUnknown(block: BackupExtension): boolean {
  return block.name === unknownExtension.name;
}

function extension(block: BackupExtension, template: TemplateExtension | undefined): readonly string[] {
  const head = `<GroupPolicyExtension bkp:ID="${escapeAttribute(block.id)}" bkp:DescName="${escapeAttribute(block.name)}">`;
  // GPMC appends the last block to its template without line breaks (measured).
  if (isUnknown(block))
    return [`${indent}${head}${block.objects.map((row) => writeBackupRow(row)).join('')}</GroupPolicyExtension>`];
  return [`${doubleIndent}${head}`, ...rowLines(block, template), `${doubleIndent}</GroupPolicyExtension>`];
}

function rowLines(block: BackupExtension, template: TemplateExtension | undefined): readonly string[] {
  const samePath = (line: TemplateRow, item: { readonly path: string }): boolean =>
    line.path.toLowerCase() === item.path.toLowerCase();
  const lines = template?.rows ?? [];
  const filled = fillTemplate(lines, block.objects, samePath);
  if (filled === undefined) return block.objects.map((row) => `${tripleIndent}${writeBackupRow(row, tripleIndent)}`);
  return lines.map(({ margin }, index) => {
    const row = filled[index];
    return row === undefined ? margin : `${margin}${writeBackupRow(row, tripleIndent)}`;
  });
}
