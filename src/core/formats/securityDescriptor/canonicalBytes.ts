import { joinBytes } from '../../kernel/joinBytes';
import { guidToBytes } from './guidBytes';
import {
  controlFlags,
  type Ace,
  type Acl,
  type SecurityDescriptor,
  type SecurityDescriptorPart,
} from './securityDescriptor';
import { sidToBytes } from './sid';

/** The parts one behind another in their order, each on a 4-byte boundary as all their sizes are. */
export function canonicalBytes(descriptor: SecurityDescriptor): Uint8Array {
  const offsets: Record<SecurityDescriptorPart, number> = { owner: 0, group: 0, sacl: 0, dacl: 0 };
  const parts: Uint8Array[] = [];
  let size = 20;
  for (const part of descriptor.order) {
    const bytes = partBytes(descriptor, part);
    if (bytes === undefined) continue;
    offsets[part] = size;
    parts.push(bytes);
    size += bytes.length;
  }
  const all = joinBytes([new Uint8Array(20), ...parts]);
  const view = new DataView(all.buffer);
  all[0] = 1;
  all[1] = descriptor.resourceManager;
  view.setUint16(2, controlOf(descriptor), true);
  view.setUint32(4, offsets.owner, true);
  view.setUint32(8, offsets.group, true);
  view.setUint32(12, offsets.sacl, true);
  view.setUint32(16, offsets.dacl, true);
  return all;
}

function controlOf({ control, sacl, dacl }: SecurityDescriptor): number {
  const present = controlFlags.saclPresent | controlFlags.daclPresent;
  return (
    (control & ~present) |
    controlFlags.selfRelative |
    (sacl === undefined ? 0 : controlFlags.saclPresent) |
    (dacl === undefined ? 0 : controlFlags.daclPresent)
  );
}

function partBytes(descriptor: SecurityDescriptor, part: SecurityDescriptorPart): Uint8Array | undefined {
  if (part === 'owner' || part === 'group') {
    const sid = descriptor[part];
    return sid === undefined ? undefined : sidToBytes(sid);
  }
  const acl = descriptor[part];
  return acl === undefined || acl === 'null' ? undefined : aclBytes(acl);
}

function aclBytes({ revision, aces, slack }: Acl): Uint8Array {
  const parts = [...aces.map(aceBytes), slack];
  const bytes = joinBytes([new Uint8Array(8), ...parts]);
  const view = new DataView(bytes.buffer);
  bytes[0] = revision;
  view.setUint16(2, bytes.length, true);
  view.setUint16(4, aces.length, true);
  return bytes;
}

/** The bytes of an entry, header included. */
export function aceBytes(ace: Ace): Uint8Array {
  const body = ace.kind === 'raw' ? ace.body : typedBody(ace);
  const bytes = new Uint8Array(4 + body.length);
  bytes[0] = ace.type;
  bytes[1] = ace.flags;
  new DataView(bytes.buffer).setUint16(2, bytes.length, true);
  bytes.set(body, 4);
  return bytes;
}

function typedBody(ace: Exclude<Ace, { readonly kind: 'raw' }>): Uint8Array {
  const guids = ace.kind === 'object' ? [ace.objectType, ace.inheritedObjectType] : [];
  const present = guids.reduce((bits, guid, index) => (guid === undefined ? bits : bits | (1 << index)), 0);
  const head = new Uint8Array(ace.kind === 'object' ? 8 : 4);
  const view = new DataView(head.buffer);
  view.setUint32(0, ace.mask, true);
  if (ace.kind === 'object') view.setUint32(4, present, true);
  const parts = [
    head,
    ...guids.flatMap((guid) => (guid === undefined ? [] : [guidToBytes(guid)])),
    sidToBytes(ace.sid),
    ace.data,
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
