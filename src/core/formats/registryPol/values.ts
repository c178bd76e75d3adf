import { decodeUtf16, encodeUtf16 } from '../text/utf16';
import { decodePolData } from './polData';
import type { PolRecord } from './polRecord';

/** Names of the registry's types, as reports and .reg files write them. */
const typeNames: Readonly<Record<number, string>> = {
  0: 'REG_NONE',
  1: 'REG_SZ',
  2: 'REG_EXPAND_SZ',
  3: 'REG_BINARY',
  4: 'REG_DWORD',
  5: 'REG_DWORD_BIG_ENDIAN',
  7: 'REG_MULTI_SZ',
  11: 'REG_QWORD',
};

/** `REG_DWORD` and the like; the number for a type that has no name. */
export function registryTypeName(type: number): string {
  return typeNames[type] ?? String(type);
}

/** A record's data for people: text, numbers in decimal, lists separated by `; `, bytes in hex. */
export function registryDataText(record: Pick<PolRecord, 'type' | 'data'>): string {
  const data = decodePolData(record);
  switch (data.kind) {
    case 'text':
      return data.text;
    case 'list':
      return data.texts.join('; ');
    case 'number':
      return String(data.value);
    case 'bytes':
      return registryTypeName(record.type).endsWith('_SZ') ? brokenText(data.bytes) : hex(data.bytes);
  }
}

/** A text as REG_SZ and REG_EXPAND_SZ hold it: UTF-16LE with one NUL at the end. */
export function registryText(text: string): Uint8Array {
  return encodeUtf16(`${text}\0`, false);
}

/** A number as REG_DWORD holds it. */
export function registryDword(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** Text without its NUL at the end, or with half a character there. */
function brokenText(data: Uint8Array): string {
  return decodeUtf16(data, false).replace(/\0+$/, '').replaceAll('\0', '; ');
}

function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
