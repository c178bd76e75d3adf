import type { Problem, ProblemCode } from '../../kernel/problem';
import { readGuid } from './guidBytes';
import { isObjectAceType, isPlainAceType, type Ace, type Acl } from './securityDescriptor';
import { readSid } from './sid';

type Report = (code: ProblemCode, offset: number, params?: Problem['params']) => void;

/** Reads the access control list at `offset` (MS-DTYP 2.4.5) as far as it goes; undefined where there is none. */
export function readAcl(bytes: Uint8Array, offset: number, report: Report): Acl | undefined {
  if (offset + 8 > bytes.length) {
    report('security-descriptor-truncated', offset);
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint16(offset + 2, true);
  const count = view.getUint16(offset + 4, true);
  if (size < 8) report('security-descriptor-acl-invalid', offset, { size });
  if (offset + size > bytes.length) report('security-descriptor-truncated', bytes.length);
  const end = Math.min(offset + Math.max(size, 8), bytes.length);
  const aces: Ace[] = [];
  let at = offset + 8;
  for (let index = 0; index < count; index += 1) {
    const aceSize = at + 4 <= end ? view.getUint16(at + 2, true) : 0;
    if (aceSize < 4 || at + aceSize > end) {
      report('security-descriptor-ace-invalid', at, { index });
      break;
    }
    const ace = readAce(bytes.subarray(at, at + aceSize));
    if (ace.kind === 'raw' && (isPlainAceType(ace.type) || isObjectAceType(ace.type)))
      report('security-descriptor-ace-invalid', at, { index });
    aces.push(ace);
    at += aceSize;
  }
  return { revision: bytes[offset] ?? 2, aces, slack: bytes.slice(at, end) };
}

/** The entry that `bytes` are, header included; `raw` where they do not hold what its type asks for. */
export function readAce(bytes: Uint8Array): Ace {
  const type = bytes[0] ?? 0;
  const flags = bytes[1] ?? 0;
  const typed = isPlainAceType(type)
    ? readPlain(bytes, type, flags)
    : isObjectAceType(type)
      ? readObject(bytes, type, flags)
      : undefined;
  return typed ?? { kind: 'raw', type, flags, body: bytes.slice(4) };
}

function readPlain(bytes: Uint8Array, type: number, flags: number): Ace | undefined {
  const sid = readSid(bytes, 8);
  if (sid === undefined) return undefined;
  return { kind: 'plain', type, flags, mask: mask(bytes), sid: sid.sid, data: bytes.slice(8 + sid.size) };
}

function readObject(bytes: Uint8Array, type: number, flags: number): Ace | undefined {
  if (bytes.length < 12) return undefined;
  const present = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  if (present > 3) return undefined;
  let at = 12;
  const guid = (bit: number): ReturnType<typeof readGuid> => {
    if ((present & bit) === 0) return undefined;
    at += 16;
    return readGuid(bytes, at - 16);
  };
  const objectType = guid(1);
  const inheritedObjectType = guid(2);
  const sid = readSid(bytes, at);
  if (sid === undefined) return undefined;
  const data = bytes.slice(at + sid.size);
  return { kind: 'object', type, flags, mask: mask(bytes), objectType, inheritedObjectType, sid: sid.sid, data };
}

function mask(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
}
