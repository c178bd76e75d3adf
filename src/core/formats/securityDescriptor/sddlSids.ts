import type { Sid } from '../../model/ids';
import { domainSidNames, fixedSidNames, rootDomainSidNames, type SddlDomains } from './sddlNames';
import { canonicalSid, domainOfSid } from './sid';

const sidOfName = new Map<string, string>(fixedSidNames);
const nameOfSid = new Map<string, string>(fixedSidNames.map(([name, sid]) => [sid, name]));
const ridOfName = new Map<string, number>(domainSidNames);
const nameOfRid = new Map<number, string>(domainSidNames.map(([name, rid]) => [rid, name]));
const rootRidOfName = new Map<string, number>(rootDomainSidNames);
const nameOfRootRid = new Map<number, string>(rootDomainSidNames.map(([name, rid]) => [rid, name]));

/** What a SID's place in SDDL holds. */
export type SddlSid =
  | { readonly kind: 'sid'; readonly sid: Sid }
  /** A name such as DA, and the domain it needs is not given. */
  | { readonly kind: 'needs-domain' }
  | { readonly kind: 'invalid' };

/** The SID that a SID or a two-letter name stands for. */
export function sidFromSddl(text: string, domains: SddlDomains = {}): SddlSid {
  const name = text.trim().toUpperCase();
  const sid = canonicalSid(sidOfName.get(name) ?? name);
  if (sid !== undefined) return { kind: 'sid', sid };
  const rid = ridOfName.get(name);
  const rootRid = rootRidOfName.get(name);
  if (rid === undefined && rootRid === undefined) return { kind: 'invalid' };
  const domain = rid === undefined ? domains.rootDomain : domains.domain;
  const full = domain === undefined ? undefined : canonicalSid(`${domain}-${rid ?? rootRid ?? 0}`);
  return full === undefined ? { kind: 'needs-domain' } : { kind: 'sid', sid: full };
}

/** A SID as SDDL has it: a name where it has one, those of the domains only where they are given. */
export function sidToSddl(sid: Sid, domains: SddlDomains = {}): string {
  const fixed = nameOfSid.get(sid);
  if (fixed !== undefined) return fixed;
  const domain = domainOfSid(sid);
  if (domain === undefined) return sid;
  const rid = Number(sid.slice(sid.lastIndexOf('-') + 1));
  const name =
    (domain === domains.domain ? nameOfRid.get(rid) : undefined) ??
    (domain === domains.rootDomain ? nameOfRootRid.get(rid) : undefined);
  return name ?? sid;
}
