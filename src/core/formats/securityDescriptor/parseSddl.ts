import type { Problem, ProblemCode, ReadResult } from '../../kernel/problem';
import { parseGuid, type Guid, type Sid } from '../../model/ids';
import { parseAccessMask } from './accessMask';
import { readAce } from './readAcl';
import { scanSddl, type SddlAceScan, type SddlAclScan, type SddlSpan } from './scanSddl';
import { flagNames, typeNames, type SddlDomains } from './sddlNames';
import { sidFromSddl } from './sddlSids';
import { controlFlags, isObjectAceType, type Ace, type Acl, type SecurityDescriptor } from './securityDescriptor';

const typeOfName = new Map<string, number>(typeNames);
const bitOfFlag = new Map<string, number>(flagNames);

/**
 * Reads an SDDL text (MS-DTYP 2.5.1.1). Places are `offset`s in characters. An entry that cannot be understood is left
 * out and is an error: `sddl-ace-invalid`, `sddl-sid-invalid`, `sddl-sid-needs-domain` (a name such as DA and no domain
 * given), `sddl-condition-unsupported`, `sddl-stray-text`. Never use a result with errors to grant access.
 */
export function parseSddl(text: string, domains: SddlDomains = {}): ReadResult<SecurityDescriptor> {
  const scan = scanSddl(text);
  const reader = new SddlReader(text, domains);
  for (const span of scan.strays) reader.report('sddl-stray-text', span);
  const value: SecurityDescriptor = {
    control:
      controlFlags.selfRelative |
      reader.aclControl(scan.dacl, [
        controlFlags.daclProtected,
        controlFlags.daclAutoInheritRequired,
        controlFlags.daclAutoInherited,
      ]) |
      reader.aclControl(scan.sacl, [
        controlFlags.saclProtected,
        controlFlags.saclAutoInheritRequired,
        controlFlags.saclAutoInherited,
      ]) |
      (scan.dacl === undefined ? 0 : controlFlags.daclPresent) |
      (scan.sacl === undefined ? 0 : controlFlags.saclPresent),
    owner: scan.owner === undefined ? undefined : reader.sid(scan.owner),
    group: scan.group === undefined ? undefined : reader.sid(scan.group),
    sacl: scan.sacl === undefined ? undefined : reader.acl(scan.sacl),
    dacl: scan.dacl === undefined ? undefined : reader.acl(scan.dacl),
    resourceManager: 0,
    order: ['sacl', 'dacl', 'owner', 'group'],
    source: undefined,
  };
  return { value, problems: reader.problems };
}

class SddlReader {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #domains: SddlDomains;

  constructor(text: string, domains: SddlDomains) {
    this.#text = text;
    this.#domains = domains;
  }

  report(code: ProblemCode, span: SddlSpan): void {
    const text = this.#slice(span).slice(0, 200);
    this.problems.push({ code, severity: 'error', place: { offset: span.start }, params: { text } });
  }

  aclControl(acl: SddlAclScan | undefined, [whenP, whenAr, whenAi]: readonly [number, number, number]): number {
    if (acl === undefined) return 0;
    const flags = this.#slice(acl.flags).toUpperCase().replaceAll('NO_ACCESS_CONTROL', '');
    return (
      (flags.includes('P') ? whenP : 0) | (flags.includes('AR') ? whenAr : 0) | (flags.includes('AI') ? whenAi : 0)
    );
  }

  sid(span: SddlSpan): Sid | undefined {
    const found = sidFromSddl(this.#slice(span), this.#domains);
    if (found.kind === 'sid') return found.sid;
    this.report(found.kind === 'needs-domain' ? 'sddl-sid-needs-domain' : 'sddl-sid-invalid', span);
    return undefined;
  }

  acl(scan: SddlAclScan): Acl | 'null' {
    if (/NO_ACCESS_CONTROL/i.test(this.#slice(scan.flags))) return 'null';
    const aces = scan.aces.flatMap((ace) => this.#ace(ace) ?? []);
    // object entries need revision 4 (MS-DTYP 2.4.5)
    return { revision: aces.some((ace) => isObjectAceType(ace.type)) ? 4 : 2, aces, slack: new Uint8Array(0) };
  }

  #ace({ span, fields }: SddlAceScan): Ace | undefined {
    const [typeField, flagsField, rightsField, objectField, inheritedField, sidField] = fields;
    const invalid = (): Ace | undefined => {
      this.report('sddl-ace-invalid', span);
      return undefined;
    };
    if (!this.#text.startsWith(')', span.end - 1) || !typeField || !flagsField || !rightsField) return invalid();
    const flags = namedBits(this.#slice(flagsField), bitOfFlag);
    if (flags === undefined) return invalid();
    const typeName = this.#slice(typeField).trim().toUpperCase();
    if (typeName.startsWith('0X')) return rawAce(typeName, flags, this.#slice(rightsField)) ?? invalid();
    if (/^(?:X[ADU]|ZA|RA)$/.test(typeName)) {
      this.report('sddl-condition-unsupported', span);
      return undefined;
    }
    const type = typeOfName.get(typeName);
    if (type === undefined || !objectField || !inheritedField || !sidField || fields.length > 6) return invalid();
    const mask = parseAccessMask(this.#slice(rightsField), type);
    const objectType = optionalGuid(this.#slice(objectField));
    const inheritedObjectType = optionalGuid(this.#slice(inheritedField));
    if (mask === undefined || objectType === null || inheritedObjectType === null) return invalid();
    const sid = this.sid(sidField);
    if (sid === undefined) return undefined;
    const data = new Uint8Array(0);
    if (isObjectAceType(type)) return { kind: 'object', type, flags, mask, objectType, inheritedObjectType, sid, data };
    if (objectType !== undefined || inheritedObjectType !== undefined) return invalid();
    return { kind: 'plain', type, flags, mask, sid, data };
  }

  #slice(span: SddlSpan): string {
    return this.#text.slice(span.start, span.end);
  }
}

function namedBits(text: string, names: ReadonlyMap<string, number>): number | undefined {
  const field = text.trim().toUpperCase();
  let bits = 0;
  for (let at = 0; at < field.length; at += 2) {
    const bit = names.get(field.slice(at, at + 2));
    if (bit === undefined) return undefined;
    bits |= bit;
  }
  return bits;
}

/** Our own form for entries that SDDL has no form for: type and body in hex, see formatSddl. */
function rawAce(typeName: string, flags: number, hex: string): Ace | undefined {
  const type = Number(typeName);
  const digits = hex.trim();
  if (!(type <= 0xff) || digits.length % 2 === 1 || !/^[0-9a-f]*$/i.test(digits) || digits.length > 0x1_fff0)
    return undefined;
  const bytes = new Uint8Array(4 + digits.length / 2);
  bytes[0] = type;
  bytes[1] = flags;
  for (let at = 4; at < bytes.length; at += 1) bytes[at] = Number.parseInt(digits.slice(at * 2 - 8, at * 2 - 6), 16);
  return readAce(bytes);
}

/** null: there is something, and it is no GUID. */
function optionalGuid(text: string): Guid | null | undefined {
  return text.trim() === '' ? undefined : (parseGuid(text) ?? null);
}
