import type { Sid } from '../../model/ids';
import { scanSddl, type SddlSpan } from './scanSddl';
import type { SddlDomains } from './sddlNames';
import { sidFromSddl } from './sddlSids';

/** What becomes of a SID: another one, no longer there, or as it is. */
export type SidReplacement = Sid | 'remove' | undefined;

/** A SID in an SDDL text. */
export interface SddlSidPlace {
  readonly sid: Sid;
  readonly role: 'owner' | 'group' | 'trustee';
}

/** The SIDs that an SDDL text names; names that need a domain only where it is given. */
export function sddlSids(text: string, domains: SddlDomains = {}): readonly SddlSidPlace[] {
  return sidSpans(text).flatMap(({ span, role }) => {
    const found = sidFromSddl(text.slice(span.start, span.end), domains);
    return found.kind === 'sid' ? [{ sid: found.sid, role }] : [];
  });
}

/**
 * Replaces SIDs in an SDDL text and leaves every other character. `'remove'` takes a trustee's entry out, and leaves an
 * owner or group as it is, since a descriptor needs one. SIDs within conditions are not touched.
 */
export function rewriteSddlSids(
  text: string,
  replace: (place: SddlSidPlace) => SidReplacement,
  domains: SddlDomains = {},
): string {
  let result = text;
  for (const { span, ace, role } of sidSpans(text).reverse()) {
    const found = sidFromSddl(text.slice(span.start, span.end), domains);
    if (found.kind !== 'sid') continue;
    const replacement = replace({ sid: found.sid, role });
    if (replacement === undefined || replacement === found.sid) continue;
    if (replacement !== 'remove') result = result.slice(0, span.start) + replacement + result.slice(span.end);
    else if (ace !== undefined) result = result.slice(0, ace.start) + result.slice(ace.end);
  }
  return result;
}

interface SidSpan {
  readonly span: SddlSpan;
  readonly ace: SddlSpan | undefined;
  readonly role: SddlSidPlace['role'];
}

/** In text order, so that replacing from the end keeps the places of those before. */
function sidSpans(text: string): SidSpan[] {
  const scan = scanSddl(text);
  const spans: SidSpan[] = [];
  if (scan.owner !== undefined) spans.push({ span: scan.owner, ace: undefined, role: 'owner' });
  if (scan.group !== undefined) spans.push({ span: scan.group, ace: undefined, role: 'group' });
  for (const ace of [...(scan.dacl?.aces ?? []), ...(scan.sacl?.aces ?? [])]) {
    const field = ace.fields[5];
    if (field !== undefined) spans.push({ span: field, ace: ace.span, role: 'trustee' });
  }
  return spans.sort((one, other) => one.span.start - other.span.start);
}
