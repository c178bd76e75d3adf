import fc from 'fast-check';
import { parseGuid, type Sid } from '../../../../../src/core/model/ids';
import type {
  Ace,
  Acl,
  SecurityDescriptor,
} from '../../../../../src/core/formats/securityDescriptor/securityDescriptor';
import { canonicalSid } from '../../../../../src/core/formats/securityDescriptor/sid';

/** The SID that a test names. */
export function sid(text: string): Sid {
  const found = canonicalSid(text);
  if (found === undefined) throw new TypeError(text);
  return found;
}

const plainRecord = { noNullPrototype: true } as const;
const part = fc.integer({ min: 0, max: 0xffff_ffff });
const anySid = fc.oneof(
  fc.array(part, { minLength: 1, maxLength: 15 }).map((parts) => sid(`S-1-5-${parts.join('-')}`)),
  fc.constantFrom('S-1-1-0', 'S-1-5-11', 'S-1-5-18', 'S-1-5-32-544', 'S-1-5-21-1-2-3-512').map(sid),
);
const anyGuid = fc.option(
  fc.uuid().map((text) => parseGuid(text)),
  { nil: undefined },
);
const byte = fc.integer({ min: 0, max: 255 });
const words = fc.uint8Array({ maxLength: 8 }).map((bytes) => bytes.slice(0, bytes.length - (bytes.length % 4)));

const anyAce: fc.Arbitrary<Ace> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('plain' as const),
      type: fc.constantFrom(0, 1, 2, 3, 9, 0x11, 0x12),
      flags: byte,
      mask: part,
      sid: anySid,
      data: words,
    },
    plainRecord,
  ),
  fc.record(
    {
      kind: fc.constant('object' as const),
      type: fc.constantFrom(5, 6, 7, 8, 0x0b),
      flags: byte,
      mask: part,
      objectType: anyGuid,
      inheritedObjectType: anyGuid,
      sid: anySid,
      data: words,
    },
    plainRecord,
  ),
  fc.record(
    { kind: fc.constant('raw' as const), type: fc.constantFrom(4, 0x20, 0xff), flags: byte, body: words },
    plainRecord,
  ),
);
const anyAcl: fc.Arbitrary<Acl | 'null' | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant('null' as const),
  fc.record({ revision: fc.constantFrom(2, 4), aces: fc.array(anyAce, { maxLength: 4 }), slack: words }, plainRecord),
);

/** Any security descriptor whose control word agrees with its parts. */
export const anyDescriptor: fc.Arbitrary<SecurityDescriptor> = fc
  .record(
    {
      control: fc.integer({ min: 0, max: 0x3fff }),
      owner: fc.option(anySid, { nil: undefined }),
      group: fc.option(anySid, { nil: undefined }),
      sacl: anyAcl,
      dacl: anyAcl,
      resourceManager: byte,
      order: fc.shuffledSubarray(['owner', 'group', 'sacl', 'dacl'] as const, { minLength: 4 }),
      source: fc.constant(undefined),
    },
    plainRecord,
  )
  .map((value) => ({
    ...value,
    control:
      (value.control & ~0x14) | 0x8000 | (value.sacl === undefined ? 0 : 0x10) | (value.dacl === undefined ? 0 : 0x4),
  }));
