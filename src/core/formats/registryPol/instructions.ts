import { decodePolData, type PolData } from './polData';
import type { PolRecord } from './polRecord';

/** What a client does on a record (MS-GPREG 3.2.5.1.2). */
export type PolInstruction =
  | { readonly kind: 'set'; readonly valueName: string }
  /** Type 0, no data, no value name: makes the key (measured). An empty name of another type is the key's default value. */
  | { readonly kind: 'create-key' }
  /** `**del.name` */
  | { readonly kind: 'delete-value'; readonly valueName: string }
  /** `**delvals.` */
  | { readonly kind: 'delete-all-values' }
  /** `**DeleteValues` */
  | { readonly kind: 'delete-values'; readonly valueNames: readonly string[] }
  /** `**DeleteKeys`: subkeys of the record's key by the specification, full paths in the one file seen (measured). */
  | { readonly kind: 'delete-keys'; readonly keys: readonly string[] }
  /** `**soft.name`: set only where there is no value yet. */
  | { readonly kind: 'set-if-absent'; readonly valueName: string }
  /** `**SecureKey`: 1 restricts the key to administrators, anything else resets its permissions. */
  | { readonly kind: 'secure-key'; readonly restrict: boolean }
  /** `**comment:text`, of the time of ADM files. */
  | { readonly kind: 'comment'; readonly text: string };

/** What `record` tells a client to do. Only `**` and a known word is an instruction, without case; `*` begins ordinary names (measured). */
export function classifyPolRecord(record: PolRecord): PolInstruction {
  const { valueName } = record;
  if (valueName === '' && record.type === 0 && record.data.length === 0) return { kind: 'create-key' };
  if (!valueName.startsWith('**')) return { kind: 'set', valueName };
  const name = valueName.toLowerCase();
  if (name.startsWith('**del.')) return { kind: 'delete-value', valueName: valueName.slice('**del.'.length) };
  if (name === '**delvals.' || name === '**delvals') return { kind: 'delete-all-values' };
  if (name === '**deletevalues') return { kind: 'delete-values', valueNames: names(record) };
  if (name === '**deletekeys') return { kind: 'delete-keys', keys: names(record) };
  if (name.startsWith('**soft.')) return { kind: 'set-if-absent', valueName: valueName.slice('**soft.'.length) };
  if (name === '**securekey') return { kind: 'secure-key', restrict: isOne(decodePolData(record)) };
  if (name.startsWith('**comment:')) return { kind: 'comment', text: valueName.slice('**comment:'.length) };
  return { kind: 'set', valueName };
}

/** The record that deletes one value, as Windows writes it: REG_SZ, a blank and NUL (measured). */
export function deleteValueRecord(key: string, valueName: string): PolRecord {
  return { key, valueName: `**del.${valueName}`, type: 1, data: blankText() };
}

/** The record that deletes all values of a key; it stands before those that set values of the key (measured). */
export function deleteAllValuesRecord(key: string): PolRecord {
  return { key, valueName: '**delvals.', type: 1, data: blankText() };
}

/** The record that makes a key without values. */
export function createKeyRecord(key: string): PolRecord {
  return { key, valueName: '', type: 0, data: new Uint8Array(0) };
}

function blankText(): Uint8Array {
  return Uint8Array.of(0x20, 0, 0, 0);
}

/** Names separated by `;`. */
function names(record: PolRecord): readonly string[] {
  const data = decodePolData(record);
  const text = data.kind === 'text' ? data.text : data.kind === 'list' ? data.texts.join(';') : '';
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function isOne(data: PolData): boolean {
  return data.kind === 'number' && data.value === 1n;
}
