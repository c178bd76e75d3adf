import { sourceOf } from '../../xml/sourceBytes';
import { escapeText } from '../../xml/writeXml';
import {
  migrationTableNamespace,
  type MigrationDestination,
  type MigrationEntry,
  type MigrationTable,
} from './migrationTable';

/**
 * Writes a .migtable as GPMC does: UTF-16LE with byte order mark, CRLF, two blanks of indentation. The very value that was
 * read gives the very bytes.
 * @throws xml-unwritable
 */
export function writeMigrationTable(table: MigrationTable): Uint8Array {
  return sourceOf(table) ?? encodeUtf16(tableText(table));
}

function tableText({ entries }: MigrationTable): string {
  const head =
    '<MigrationTable xmlns:xsd="http://www.w3.org/2001/XMLSchema"' +
    ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="${migrationTableNamespace}"`;
  const lines =
    entries.length === 0 ? [`${head} />`] : [`${head}>`, ...entries.flatMap(entryLines), '</MigrationTable>'];
  return ['<?xml version="1.0" encoding="utf-16"?>', ...lines, ''].join('\r\n');
}

function entryLines({ type, source, destination }: MigrationEntry): readonly string[] {
  return [
    '  <Mapping>',
    `    <Type>${type}</Type>`,
    `    <Source>${escapeText(source)}</Source>`,
    `    ${destinationElement(destination)}`,
    '  </Mapping>',
  ];
}

function destinationElement(destination: MigrationDestination): string {
  switch (destination.kind) {
    case 'text':
      return `<Destination>${escapeText(destination.text)}</Destination>`;
    case 'same-as-source':
      return '<DestinationSameAsSource />';
    case 'none':
      return '<DestinationNone />';
    case 'by-relative-name':
      return '<DestinationByRelativeName />';
  }
}

function encodeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let index = 0; index < text.length; index += 1) view.setUint16(2 + index * 2, text.charCodeAt(index), true);
  return bytes;
}
