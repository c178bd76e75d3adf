import type { Problem, ProblemCode, ReadResult } from '../../kernel/problem';
import type { Sid } from '../../model/ids';
import { canonicalBytes } from './canonicalBytes';
import { readAcl } from './readAcl';
import { controlFlags, type Acl, type SecurityDescriptor, type SecurityDescriptorPart } from './securityDescriptor';
import { readSid } from './sid';

const headerSize = 20;
const offsetPlaces: Readonly<Record<SecurityDescriptorPart, number>> = { owner: 4, group: 8, sacl: 12, dacl: 16 };

/**
 * Reads a self-relative security descriptor. Problems: `security-descriptor-truncated` (shorter than its header, or a
 * part ends beyond the bytes), `security-descriptor-revision`, `security-descriptor-sid-invalid`,
 * `security-descriptor-acl-invalid`, `security-descriptor-ace-invalid`.
 */
export function readSecurityDescriptor(bytes: Uint8Array): ReadResult<SecurityDescriptor> {
  const problems: Problem[] = [];
  const report = (code: ProblemCode, offset: number, params: Problem['params'] = {}): void => {
    problems.push({ code, severity: 'error', place: { offset }, params });
  };
  if (bytes.length < headerSize) report('security-descriptor-truncated', bytes.length);
  if (bytes.length > 0 && bytes[0] !== 1) report('security-descriptor-revision', 0, { revision: bytes[0] ?? 0 });
  const header = new DataView(new ArrayBuffer(headerSize));
  for (let at = 0; at < headerSize; at += 1) header.setUint8(at, bytes[at] ?? 0);
  const control = header.getUint16(2, true);
  const offsetOf = (part: SecurityDescriptorPart): number => header.getUint32(offsetPlaces[part], true);
  const sid = (part: 'owner' | 'group'): Sid | undefined => {
    const offset = offsetOf(part);
    if (offset === 0) return undefined;
    const read = readSid(bytes, offset);
    if (read === undefined) report('security-descriptor-sid-invalid', offset, { part });
    return read?.sid;
  };
  const acl = (part: 'sacl' | 'dacl', present: number): Acl | 'null' | undefined => {
    if ((control & present) === 0) return undefined;
    const offset = offsetOf(part);
    // a stub that ends before its offsets says nothing about access
    if (offset === 0) return bytes.length < headerSize ? undefined : 'null';
    return readAcl(bytes, offset, report);
  };
  const parts = {
    control,
    owner: sid('owner'),
    group: sid('group'),
    sacl: acl('sacl', controlFlags.saclPresent),
    dacl: acl('dacl', controlFlags.daclPresent),
    resourceManager: header.getUint8(1),
    order: partsInOrder(offsetOf),
  };
  const value = { ...parts, source: undefined };
  return { value: sameBytes(canonicalBytes(value), bytes) ? value : { ...value, source: bytes.slice() }, problems };
}

function partsInOrder(offsetOf: (part: SecurityDescriptorPart) => number): readonly SecurityDescriptorPart[] {
  const usual: readonly SecurityDescriptorPart[] = ['sacl', 'dacl', 'owner', 'group'];
  return [...usual].sort((one, other) => offsetOf(one) - offsetOf(other));
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
