import type { Sid } from '../../model/ids';

/** A SID in bytes and how many it takes. */
export interface SidAt {
  readonly sid: Sid;
  readonly size: number;
}

/** The SID whose bytes (MS-DTYP 2.4.2.2) begin at `offset`; undefined where none does. */
export function readSid(bytes: Uint8Array, offset: number): SidAt | undefined {
  const count = bytes[offset + 1];
  if (bytes[offset] !== 1 || count === undefined || count > 15) return undefined;
  const size = 8 + count * 4;
  if (offset + size > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, size);
  const high = view.getUint16(2, false);
  const low = view.getUint32(4, false);
  let text = high === 0 ? `S-1-${low}` : `S-1-0X${(high * 2 ** 32 + low).toString(16).toUpperCase()}`;
  for (let index = 0; index < count; index += 1) text += `-${view.getUint32(8 + index * 4, true)}`;
  return { sid: text as Sid, size };
}

/** The text of the SID that `bytes` are; undefined when they are none. */
export function sidToString(bytes: Uint8Array): Sid | undefined {
  const read = readSid(bytes, 0);
  return read?.size === bytes.length ? read.sid : undefined;
}

/** The bytes of a SID. Parts over 32 bits are cut. */
export function sidToBytes(sid: Sid): Uint8Array {
  const [authority = '0', ...parts] = sid.slice('S-1-'.length).split('-');
  const bytes = new Uint8Array(8 + parts.length * 4);
  const view = new DataView(bytes.buffer);
  const value = Number(authority);
  bytes[0] = 1;
  bytes[1] = parts.length;
  view.setUint16(2, Math.floor(value / 2 ** 32), false);
  view.setUint32(4, value >>> 0, false);
  parts.forEach((part, index) => view.setUint32(8 + index * 4, Number(part), true));
  return bytes;
}

/** The SID that `text` spells in any case, without leading zeros, as bytes would give it; undefined when it spells none. */
export function canonicalSid(text: string): Sid | undefined {
  const match = /^S-1-(\d+|0X[0-9A-F]+)((?:-\d+){0,15})$/i.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const authority = Number(match[1].toLowerCase());
  const parts = (match[2] ?? '').split('-').slice(1).map(Number);
  if (authority >= 2 ** 48 || parts.some((part) => part >= 2 ** 32)) return undefined;
  const head = authority < 2 ** 32 ? String(authority) : `0X${authority.toString(16).toUpperCase()}`;
  return ['S-1', head, ...parts].join('-') as Sid;
}

/** The SID of the domain that a SID was given out by: all but its last part; undefined for SIDs of no domain. */
export function domainOfSid(sid: Sid): Sid | undefined {
  return /^S-1-5-21(?:-\d+){4}$/.test(sid) ? (sid.slice(0, sid.lastIndexOf('-')) as Sid) : undefined;
}
