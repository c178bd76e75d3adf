import type { ReadResult } from '../../kernel/problem';
import { readSecurityDescriptor } from './readSecurityDescriptor';
import type { SecurityDescriptor } from './securityDescriptor';
import { writeSecurityDescriptor } from './writeSecurityDescriptor';

/** The form of Backup.xml: `01 00 04 9c …`, lower-case hex bytes with one blank between them (measured). */
export function securityDescriptorToHex(descriptor: SecurityDescriptor): string {
  return Array.from(writeSecurityDescriptor(descriptor), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/**
 * Reads the form of Backup.xml; blanks and line breaks count nothing. Problems: those of {@link readSecurityDescriptor},
 * and `security-descriptor-hex-invalid` with the character's `offset`, at which reading ends.
 */
export function securityDescriptorFromHex(text: string): ReadResult<SecurityDescriptor> {
  const bad = text.search(/[^0-9a-f\s]/i);
  const digits = (bad < 0 ? text : text.slice(0, bad)).replace(/\s+/g, '');
  const bytes = new Uint8Array(Math.floor(digits.length / 2));
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  const { value, problems } = readSecurityDescriptor(bytes);
  if (bad < 0 && digits.length % 2 === 0) return { value, problems };
  const place = { offset: bad < 0 ? text.length : bad };
  const invalid = { code: 'security-descriptor-hex-invalid', severity: 'error', place, params: {} } as const;
  return { value, problems: [invalid, ...problems] };
}
