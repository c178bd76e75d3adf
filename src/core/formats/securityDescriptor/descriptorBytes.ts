import { accessMask, parseSddl, rightsText, sidOfAlias, type Sddl, type SddlAce } from './sddl';

const aceTypes: Readonly<Record<string, number>> = { A: 0, D: 1, OA: 5, OD: 6 };
const aceFlags: Readonly<Record<string, number>> = { OI: 1, CI: 2, NP: 4, IO: 8, ID: 16 };
/** SE_DACL_PRESENT, protected, auto-inherited, self-relative: what GPMC writes (measured: 0x9C04). */
const gpmcControl = 0x9c04;
const daclOffset = 20;

/**
 * The DACL of an SDDL as Backup.xml holds it: a self-relative descriptor in lower-case hex bytes, owner and group left
 * out, the DACL at 0x14 (gpo-file-formats.md 1.2). An ACE of a type that is not known here is left out.
 */
export function sddlToBackupHex(text: string, domainSid: string): string {
  const sddl = parseSddl(text);
  const aces = (sddl?.dacl ?? []).flatMap((ace) => aceBytes(ace, domainSid));
  const body = aces.flat();
  const size = body.length + 8;
  const bytes = [
    ...[1, 0, gpmcControl & 0xff, gpmcControl >> 8],
    ...[...dword(0), ...dword(0), ...dword(0), ...dword(daclOffset)],
    ...[
      aces.some((ace) => (ace[0] ?? 0) >= 5) ? 4 : 2,
      0,
      size & 0xff,
      size >> 8,
      aces.length & 0xff,
      aces.length >> 8,
      0,
      0,
    ],
    ...body,
  ];
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The SDDL of a descriptor in hex bytes; owner, group and SACL of `base` are kept. Undefined when it has no DACL. */
export function backupHexToSddl(hex: string, base: Pick<Sddl, 'owner' | 'group' | 'sacl'>): Sddl | undefined {
  const bytes = Uint8Array.from(hex.trim().split(/\s+/), (pair) => Number.parseInt(pair, 16));
  if (bytes.length < daclOffset) return undefined;
  const view = new DataView(bytes.buffer);
  const start = view.getUint32(16, true);
  if (start === 0 || start + 8 > bytes.length) return undefined;
  const control = view.getUint16(2, true);
  const dacl: SddlAce[] = [];
  let at = start + 8;
  for (let left = view.getUint16(start + 4, true); left > 0 && at + 8 <= bytes.length; left -= 1) {
    const size = view.getUint16(at + 2, true);
    if (size < 8 || at + size > bytes.length) break;
    dacl.push(readAce(view, at, size));
    at += size;
  }
  const daclFlags = `${(control & 0x1000) === 0 ? '' : 'P'}${(control & 0x400) === 0 ? '' : 'AI'}`;
  return { owner: base.owner, group: base.group, daclFlags, dacl, sacl: base.sacl };
}

function aceBytes(ace: SddlAce, domainSid: string): readonly (readonly number[])[] {
  const type = aceTypes[ace.type];
  const sid = sidBytes(sidOfAlias(ace.trustee, domainSid));
  if (type === undefined || sid === undefined) return [];
  const flags = (ace.flags.match(/../g) ?? []).reduce((sum, pair) => sum | (aceFlags[pair] ?? 0), 0);
  const objectPart =
    type < 5
      ? []
      : [
          ...dword((ace.objectType === '' ? 0 : 1) | (ace.inheritedObjectType === '' ? 0 : 2)),
          ...guidBytes(ace.objectType),
          ...guidBytes(ace.inheritedObjectType),
        ];
  const body = [...dword(accessMask(ace.rights)), ...objectPart, ...sid];
  const size = body.length + 4;
  return [[type, flags, size & 0xff, size >> 8, ...body]];
}

function readAce(view: DataView, at: number, size: number): SddlAce {
  const typeNumber = view.getUint8(at);
  const type = Object.keys(aceTypes).find((name) => aceTypes[name] === typeNumber) ?? String(typeNumber);
  const flagBits = view.getUint8(at + 1);
  const flags = Object.entries(aceFlags)
    .filter(([, bit]) => (flagBits & bit) !== 0)
    .map(([name]) => name)
    .join('');
  const isObject = typeNumber === 5 || typeNumber === 6;
  const present = isObject ? view.getUint32(at + 8, true) : 0;
  let sidAt = at + (isObject ? 12 : 8);
  const guid = (has: boolean): string => {
    if (!has) return '';
    sidAt += 16;
    return guidText(view, sidAt - 16);
  };
  const objectType = guid((present & 1) !== 0);
  const inheritedObjectType = guid((present & 2) !== 0);
  const rights = rightsText(view.getUint32(at + 4, true));
  return { type, flags, rights, objectType, inheritedObjectType, trustee: sidText(view, sidAt, at + size) };
}

function sidBytes(sid: string): readonly number[] | undefined {
  const parts = /^S-1-(\d+)((?:-\d+)*)$/i.exec(sid);
  if (parts === null) return undefined;
  const authority = Number(parts[1]);
  const subs = (parts[2] ?? '').split('-').slice(1).map(Number);
  return [1, subs.length, 0, 0, ...dword(authority).reverse(), ...subs.flatMap(dword)];
}

function sidText(view: DataView, at: number, end: number): string {
  const count = view.getUint8(at + 1);
  let text = `S-1-${String(view.getUint32(at + 4, false))}`;
  for (let index = 0; index < count && at + 12 + index * 4 <= end; index += 1)
    text += `-${String(view.getUint32(at + 8 + index * 4, true))}`;
  return text;
}

function guidBytes(text: string): readonly number[] {
  const hex = text.replace(/[{}-]/g, '');
  if (hex.length !== 32) return [];
  const byte = (index: number): number => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map(byte);
}

function guidText(view: DataView, at: number): string {
  const hex = (offset: number, count: number): string =>
    Array.from({ length: count }, (_, index) =>
      view
        .getUint8(at + offset + index)
        .toString(16)
        .padStart(2, '0'),
    ).join('');
  const number = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  return `${number(view.getUint32(at, true), 8)}-${number(view.getUint16(at + 4, true), 4)}-${number(view.getUint16(at + 6, true), 4)}-${hex(8, 2)}-${hex(10, 6)}`;
}

function dword(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}
