import { cdata, escapeAttribute, escapeText } from '../../xml/writeXml';
import type { BackupAttribute, BackupDirectoryObject, BackupFileObject, BackupObject } from './backupDocument';

const indent = '    ';

/**
 * One row of an extension. With a `margin` (the indentation of its last line) a directory object is laid out over several
 * lines as in GPMC's template, without one it is written in one line as in the last block.
 * @throws xml-unwritable
 */
export function writeBackupRow(row: BackupObject, margin?: string): string {
  return row.kind === 'directory' ? directoryObject(row, margin) : fileObject(row);
}

function fileObject(row: BackupFileObject): string {
  const name = row.kind === 'file' ? 'FSObjectFile' : 'FSObjectDir';
  const attributes = [
    attribute('Path', row.path),
    attribute('SourceExpandedPath', row.sourceExpandedPath),
    attribute('ReEvaluateFunction', row.reEvaluate),
    attribute('Location', row.location),
  ].join('');
  const children = row.children.map(fileObject).join('');
  return `<${name}${attributes}${children === '' ? '/>' : `>${children}</${name}>`}`;
}

function directoryObject(row: BackupDirectoryObject, margin: string | undefined): string {
  const inner = margin === undefined ? undefined : `${margin}${indent}`;
  const descriptor =
    row.securityDescriptor === undefined
      ? []
      : [
          row.securityDescriptor === ''
            ? '<SecurityDescriptor/>'
            : `<SecurityDescriptor>${escapeText(row.securityDescriptor)}</SecurityDescriptor>`,
        ];
  const children = row.children.map((child) => directoryObject(child, inner));
  const attributes = row.attributes.map((item) => directoryAttribute(item, inner));
  // The template's own objects stand before the attributes; what a wildcard matched is appended to it.
  const content = row.path.startsWith('*')
    ? [...descriptor, ...attributes, ...children]
    : [...descriptor, ...children, ...attributes];
  const head = `<DSObject${directoryObjectAttributes(row, margin !== undefined)}`;
  if (content.length === 0) return `${head}/>`;
  if (margin === undefined || inner === undefined) return `${head}>${content.join('')}</DSObject>`;
  return [`${head}>`, ...content.map((line) => `${inner}${line}`), `${margin}</DSObject>`].join('\r\n');
}

/** The template and the code that appends to it write the attributes in different orders (measured). */
function directoryObjectAttributes(row: BackupDirectoryObject, ofTemplate: boolean): string {
  const path = attribute('Path', row.path);
  const objectClass = attribute('ObjectClass', row.objectClass);
  const source = attribute('SourceExpandedPath', row.sourceExpandedPath);
  const rest = attribute('ReEvaluateFunction', row.reEvaluate);
  return ofTemplate ? `${path}${objectClass}${source}${rest}` : `${path}${source}${objectClass}${rest}`;
}

function directoryAttribute({ type, name, values }: BackupAttribute, margin: string | undefined): string {
  const tag = `DSAttribute${type}`;
  const head = `<${tag}${attribute('DSAttrName', name)}`;
  if (values.length === 0) return `${head}/>`;
  // The value of an expanded string is the template's own, which has no CDATA and a line for each value (measured).
  const expanded = type === 'ExpandedString';
  const lines = values.map((value) => `<DSValue>${expanded ? escapeText(value) : cdata(value)}</DSValue>`);
  if (!expanded || margin === undefined) return `${head}>${lines.join('')}</${tag}>`;
  return [`${head}>`, ...lines.map((line) => `${margin}${indent}${line}`), `${margin}</${tag}>`].join('\r\n');
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` bkp:${name}="${escapeAttribute(value)}"`;
}
