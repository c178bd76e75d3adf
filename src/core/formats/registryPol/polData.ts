import { decodeUtf16, encodeUtf16 } from '../text/utf16';
import type { PolRecord } from './polRecord';

/** The types of the registry by number. */
export const registryTypes = {
  none: 0,
  text: 1,
  expandableText: 2,
  binary: 3,
  dword: 4,
  dwordBigEndian: 5,
  list: 7,
  qword: 11,
} as const;

/** A record's data, typed. {@link encodePolData} of a `text`, `list` or `number` is exactly the record's data. */
export type PolData =
  /** REG_SZ and REG_EXPAND_SZ, without the NUL at the end. */
  | { readonly kind: 'text'; readonly text: string }
  /** REG_MULTI_SZ. */
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  /** REG_DWORD, REG_DWORD_BIG_ENDIAN and REG_QWORD, unsigned. */
  | { readonly kind: 'number'; readonly value: bigint }
  /** REG_NONE, REG_BINARY, every other type, and data that does not have its type's usual form. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** The data of a record by its type; what would not be written back the same stays bytes. */
export function decodePolData({ type, data }: Pick<PolRecord, 'type' | 'data'>): PolData {
  const decoded = decode(type, data);
  if (decoded === undefined) return { kind: 'bytes', bytes: data };
  const again = encodePolData(type, decoded);
  return again?.length === data.length && again.every((byte, index) => byte === data[index])
    ? decoded
    : { kind: 'bytes', bytes: data };
}

/** The bytes of `data` in a registry type; undefined when they do not fit together (a text as REG_DWORD, a number too large). */
export function encodePolData(type: number, data: PolData): Uint8Array | undefined {
  if (data.kind === 'bytes') return data.bytes;
  const { text, expandableText, list, dword, dwordBigEndian, qword } = registryTypes;
  if (data.kind === 'text')
    return type === text || type === expandableText ? encodeUtf16(`${data.text}\0`, false) : undefined;
  if (data.kind === 'list') return type === list ? encodeList(data.texts) : undefined;
  const size = type === qword ? 8 : type === dword || type === dwordBigEndian ? 4 : undefined;
  if (size === undefined || data.value < 0n || data.value >> BigInt(size * 8) !== 0n) return undefined;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  if (size === 8) view.setBigUint64(0, data.value, true);
  else view.setUint32(0, Number(data.value), type === dword);
  return bytes;
}

function decode(type: number, data: Uint8Array): PolData | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  switch (type) {
    case registryTypes.text:
    case registryTypes.expandableText:
      return data.length >= 2 ? { kind: 'text', text: decodeUtf16(data, false).slice(0, -1) } : undefined;
    case registryTypes.list:
      return { kind: 'list', texts: decodeList(decodeUtf16(data, false)) };
    case registryTypes.dword:
    case registryTypes.dwordBigEndian:
      return data.length === 4
        ? { kind: 'number', value: BigInt(view.getUint32(0, type === registryTypes.dword)) }
        : undefined;
    case registryTypes.qword:
      return data.length === 8 ? { kind: 'number', value: view.getBigUint64(0, true) } : undefined;
    default:
      return undefined;
  }
}

/** Each string with its NUL, and one more; an empty list is a single NUL (measured, 63 of 63). */
function encodeList(texts: readonly string[]): Uint8Array {
  return encodeUtf16(texts.length === 0 ? '\0' : texts.map((text) => `${text}\0`).join('') + '\0', false);
}

function decodeList(text: string): readonly string[] {
  if (text === '\0') return [];
  return (text.endsWith('\0\0') ? text.slice(0, -2) : text).split('\0');
}
