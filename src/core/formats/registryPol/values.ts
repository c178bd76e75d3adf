import type { PolRecord } from './registryPol';

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
  const { data } = record;
  switch (record.type) {
    case 1:
    case 2:
      return decodeText(data).replace(/\0+$/, '');
    case 7:
      return decodeText(data).replace(/\0+$/, '').split('\0').join('; ');
    case 4:
      return data.length === 4 ? String(view(data).getUint32(0, true)) : hex(data);
    case 5:
      return data.length === 4 ? String(view(data).getUint32(0, false)) : hex(data);
    case 11:
      return data.length === 8 ? String(view(data).getBigUint64(0, true)) : hex(data);
    default:
      return hex(data);
  }
}

/** A text as REG_SZ and REG_EXPAND_SZ hold it: UTF-16LE with one NUL at the end. */
export function registryText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const target = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) target.setUint16(index * 2, text.charCodeAt(index), true);
  return bytes;
}

/** A number as REG_DWORD holds it. */
export function registryDword(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** A list as REG_MULTI_SZ holds it; the empty list is a single NUL (measured). */
export function registryMultiText(texts: readonly string[]): Uint8Array {
  return texts.length === 0 ? registryText('') : registryText(`${texts.join('\0')}\0`);
}

function decodeText(data: Uint8Array): string {
  return new TextDecoder('utf-16le').decode(data);
}

function view(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
