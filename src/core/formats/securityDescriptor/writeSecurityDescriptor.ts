import { canonicalBytes } from './canonicalBytes';
import { readSecurityDescriptor } from './readSecurityDescriptor';
import type { SecurityDescriptor } from './securityDescriptor';

/** The self-relative bytes of a security descriptor; those that were read when nothing was changed. */
export function writeSecurityDescriptor(descriptor: SecurityDescriptor): Uint8Array {
  const { source } = descriptor;
  const bytes = canonicalBytes(descriptor);
  if (source === undefined) return bytes;
  const unchanged = canonicalBytes({ ...readSecurityDescriptor(source).value, source: undefined });
  return bytes.length === unchanged.length && bytes.every((byte, index) => byte === unchanged[index])
    ? source.slice()
    : bytes;
}
