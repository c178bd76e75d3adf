import type { Problem, ReadResult } from '../../kernel/problem';

/** One record of a registry.pol, in file order. Key and value name are as written; data is raw. */
export interface PolRecord {
  readonly key: string;
  readonly valueName: string;
  /** REG_SZ 1, REG_EXPAND_SZ 2, REG_BINARY 3, REG_DWORD 4, REG_MULTI_SZ 7, REG_QWORD 11; 0 with an empty value name makes the key only (measured). */
  readonly type: number;
  readonly data: Uint8Array;
}

/** A registry.pol. */
export interface RegistryPol {
  readonly records: readonly PolRecord[];
  /** Bytes that are no records, by their place between records: `[index of the record they stand before, bytes]`. */
  readonly damage: readonly (readonly [before: number, bytes: Uint8Array])[];
  /** False for a file of 0 bytes, which has no header either. */
  readonly hasHeader: boolean;
}

const header = Uint8Array.of(0x50, 0x52, 0x65, 0x67, 1, 0, 0, 0);
const openBracket = 0x5b;
const semicolon = 0x3b;
const closeBracket = 0x5d;

/**
 * Reads a registry.pol (MS-GPREG 2.2.1), records by size and never by delimiter, since names and data hold `;`, `[` and
 * `]` (measured). After damage it looks for the next place where a whole record stands.
 */
export function readRegistryPol(bytes: Uint8Array): ReadResult<RegistryPol> {
  const hasHeader = header.every((byte, index) => bytes[index] === byte);
  const problems: Problem[] = [];
  if (!hasHeader && bytes.length > 0) problems.push(problem('registry-pol-no-header', 0, 0));
  const records: PolRecord[] = [];
  const damage: [number, Uint8Array][] = [];
  let offset = hasHeader ? header.length : 0;
  while (offset < bytes.length) {
    const read = readRecord(bytes, offset);
    if (read !== undefined) {
      records.push(read.record);
      offset = read.end;
      continue;
    }
    const next = findRecord(bytes, offset + 1);
    damage.push([records.length, bytes.slice(offset, next)]);
    problems.push(
      problem(next === bytes.length ? 'registry-pol-truncated' : 'registry-pol-damaged', offset, records.length + 1),
    );
    offset = next;
  }
  return { value: { records, damage, hasHeader }, problems };
}

/** Writes header and records in order; what was read without change gives the same bytes. */
export function writeRegistryPol(pol: RegistryPol): Uint8Array {
  const parts: Uint8Array[] = pol.hasHeader || pol.records.length > 0 ? [header] : [];
  const damage = new Map<number, Uint8Array[]>();
  for (const [before, bytes] of pol.damage) damage.set(before, [...(damage.get(before) ?? []), bytes]);
  pol.records.forEach((record, index) => {
    parts.push(...(damage.get(index) ?? []), recordBytes(record));
  });
  parts.push(...(damage.get(pol.records.length) ?? []));
  return concat(pol.hasHeader || pol.damage.length === 0 ? parts : parts.filter((part) => part !== header));
}

function readRecord(
  bytes: Uint8Array,
  start: number,
): { readonly record: PolRecord; readonly end: number } | undefined {
  if (word(bytes, start) !== openBracket) return undefined;
  const key = readName(bytes, start + 2);
  if (key === undefined || word(bytes, key.end) !== semicolon) return undefined;
  const valueName = readName(bytes, key.end + 2);
  if (valueName === undefined || word(bytes, valueName.end) !== semicolon) return undefined;
  const typeAt = valueName.end + 2;
  if (word(bytes, typeAt + 4) !== semicolon || word(bytes, typeAt + 10) !== semicolon) return undefined;
  const type = double(bytes, typeAt);
  const size = double(bytes, typeAt + 6);
  if (type === undefined || size === undefined) return undefined;
  const dataAt = typeAt + 12;
  const end = dataAt + size + 2;
  if (end > bytes.length || word(bytes, end - 2) !== closeBracket) return undefined;
  return {
    record: { key: key.text, valueName: valueName.text, type, data: bytes.slice(dataAt, dataAt + size) },
    end,
  };
}

/** Longer names are taken as damage: the registry allows 16,383 characters in a value name and 255 in a key's part. */
const longestName = 32_768;

function readName(bytes: Uint8Array, start: number): { readonly text: string; readonly end: number } | undefined {
  const limit = Math.min(bytes.length - 1, start + longestName * 2);
  for (let offset = start; offset < limit; offset += 2)
    if (bytes[offset] === 0 && bytes[offset + 1] === 0)
      return { text: decodeUnits(bytes, start, offset), end: offset + 2 };
  return undefined;
}

/** Code units as they are: TextDecoder would replace lone surrogates, and a record must be written back as it was. */
function decodeUnits(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let offset = start; offset < end; offset += 2)
    text += String.fromCharCode((bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8));
  return text;
}

function findRecord(bytes: Uint8Array, from: number): number {
  for (let offset = from; offset + 1 < bytes.length; offset += 1)
    if (bytes[offset] === openBracket && bytes[offset + 1] === 0 && readRecord(bytes, offset) !== undefined)
      return offset;
  return bytes.length;
}

function recordBytes(record: PolRecord): Uint8Array {
  const size = record.data.length;
  const bytes = new Uint8Array(2 + record.key.length * 2 + 4 + record.valueName.length * 2 + 4 + 6 + 6 + size + 2);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const unit = (value: number): void => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const name = (text: string): void => {
    for (let index = 0; index < text.length; index += 1) unit(text.charCodeAt(index));
    unit(0);
    unit(semicolon);
  };
  unit(openBracket);
  name(record.key);
  name(record.valueName);
  view.setUint32(at, record.type, true);
  at += 4;
  unit(semicolon);
  view.setUint32(at, size, true);
  at += 4;
  unit(semicolon);
  bytes.set(record.data, at);
  at += size;
  unit(closeBracket);
  return bytes;
}

function word(bytes: Uint8Array, offset: number): number | undefined {
  const low = bytes[offset];
  const high = bytes[offset + 1];
  return low === undefined || high === undefined ? undefined : low | (high << 8);
}

function double(bytes: Uint8Array, offset: number): number | undefined {
  const low = word(bytes, offset);
  const high = word(bytes, offset + 2);
  return low === undefined || high === undefined ? undefined : (low | (high << 16)) >>> 0;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function problem(code: string, offset: number, record: number): Problem {
  return { code, severity: 'error', place: { offset, record }, params: {} };
}
