import type { Problem, ReadResult } from '../../kernel/problem';
import type { Sid } from '../../model/ids';
import { canonicalSid } from '../securityDescriptor/sid';
import { rewriteSddlSids, sddlSids } from '../securityDescriptor/rewriteSddl';
import { scanSddl } from '../securityDescriptor/scanSddl';
import type { SddlDomains } from '../securityDescriptor/sddlNames';
import type { GptTmpl, GptTmplEntry } from './gptTmpl';
import { applyEntries } from './writeGptTmpl';

/** A principal in a security template. */
export interface TemplatePrincipal {
  /** SID (without `*`) or name, as written. */
  readonly principal: string;
  /** `sddl`: inside a security descriptor, where only SIDs can stand. */
  readonly role: 'right' | 'group' | 'member' | 'member-of' | 'sddl';
  /** Name of the right, group or object it stands at. */
  readonly subject: string;
  /** Line in the file, from 0. */
  readonly line: number | undefined;
}

/** What becomes of a principal: another SID or name, no longer there, or (undefined) as it is. */
export type PrincipalReplacement = { readonly to: string } | 'remove' | undefined;

/** All principals that a template names, in file order. Names such as DA in SDDL need the domain. */
export function templatePrincipals(
  template: Pick<GptTmpl, 'entries'>,
  domains: SddlDomains = {},
): readonly TemplatePrincipal[] {
  return template.entries.flatMap((entry) => principalsOf(entry, domains));
}

/**
 * Replaces principals field by field; everything else of the file stays byte for byte. A group that is removed goes with
 * its line. Problem `gpt-tmpl-sddl-needs-sid`: a name was given for a place inside SDDL; the SID there stayed.
 */
export function rewriteTemplatePrincipals(
  template: GptTmpl,
  replace: (place: TemplatePrincipal) => PrincipalReplacement,
  domains: SddlDomains = {},
): ReadResult<GptTmpl> {
  const problems: Problem[] = [];
  const entries = template.entries.flatMap((entry) => rewriteEntry(entry, replace, domains, problems) ?? []);
  return { value: applyEntries({ ...template, entries }), problems };
}

function principalsOf(entry: GptTmplEntry, domains: SddlDomains): readonly TemplatePrincipal[] {
  const { line } = entry;
  const sddl = sddlOf(entry);
  if (sddl !== undefined)
    return sddlSids(sddl.text, domains).map(({ sid }) => ({
      principal: sid,
      role: 'sddl',
      subject: sddl.subject,
      line,
    }));
  if (entry.kind === 'right')
    return entry.members.map((principal) => ({ principal, role: 'right', subject: entry.name, line }));
  if (entry.kind !== 'group') return [];
  const { group: subject, members } = entry;
  const role = entry.relation === 'members' ? 'member' : 'member-of';
  return [
    { principal: subject, role: 'group', subject, line },
    ...members.map((principal) => ({ principal, role, subject, line }) as const),
  ];
}

/** Objects' descriptors, and registry values that hold one (RestrictRemoteSAM, DCOM restrictions). */
function sddlOf(entry: GptTmplEntry): { readonly text: string; readonly subject: string } | undefined {
  if (entry.kind === 'object') return { text: entry.sddl, subject: entry.name };
  if (entry.kind !== 'registry-value' || entry.type !== 1) return undefined;
  const text = entry.data[0] ?? '';
  return looksLikeSddl(text) ? { text, subject: entry.path } : undefined;
}

function looksLikeSddl(text: string): boolean {
  if (!/^[OGDS]:/i.test(text)) return false;
  const { dacl, sacl, strays } = scanSddl(text);
  return strays.length === 0 && [dacl, sacl].some((acl) => acl?.aces.some((ace) => ace.fields.length >= 6) === true);
}

function rewriteEntry(
  entry: GptTmplEntry,
  replace: (place: TemplatePrincipal) => PrincipalReplacement,
  domains: SddlDomains,
  problems: Problem[],
): GptTmplEntry | undefined {
  const { line } = entry;
  const sddl = sddlOf(entry);
  if (sddl !== undefined) {
    const text = rewriteSddlSids(
      sddl.text,
      ({ sid }) => inSddl({ principal: sid, role: 'sddl', subject: sddl.subject, line }, replace, problems),
      domains,
    );
    if (entry.kind === 'object') return { ...entry, sddl: text };
    return entry.kind === 'registry-value' ? { ...entry, data: [text] } : entry;
  }
  if (entry.kind !== 'right' && entry.kind !== 'group') return entry;
  const subject = entry.kind === 'right' ? entry.name : entry.group;
  const role = entry.kind === 'right' ? 'right' : entry.relation === 'members' ? 'member' : 'member-of';
  const members = entry.members.flatMap(
    (principal) => replaced(principal, replace({ principal, role, subject, line })) ?? [],
  );
  if (entry.kind === 'right') return { ...entry, members };
  const group = replaced(subject, replace({ principal: subject, role: 'group', subject, line }));
  return group === undefined ? undefined : { ...entry, group, members };
}

function replaced(principal: string, replacement: PrincipalReplacement): string | undefined {
  if (replacement === undefined) return principal;
  return replacement === 'remove' ? undefined : replacement.to;
}

function inSddl(
  place: TemplatePrincipal,
  replace: (place: TemplatePrincipal) => PrincipalReplacement,
  problems: Problem[],
): Sid | 'remove' | undefined {
  const replacement = replace(place);
  if (replacement === undefined || replacement === 'remove') return replacement;
  const sid = canonicalSid(replacement.to);
  if (sid === undefined) {
    const at = place.line === undefined ? {} : { line: place.line + 1 };
    const params = { principal: place.principal, to: replacement.to };
    problems.push({ code: 'gpt-tmpl-sddl-needs-sid', severity: 'warning', place: at, params });
  }
  return sid;
}
