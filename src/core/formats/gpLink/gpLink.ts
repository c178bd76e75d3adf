import type { GpoLink } from '../../model/domain';
import { parseGpoId } from '../../model/ids';

/**
 * The links in a gPLink attribute, in link order. Link order 1, the highest precedence, is the LAST entry of the string
 * (gpo-file-formats.md 2.7); bit 0 of the option disables a link, bit 1 enforces it (MS-GPOL 2.2.2). What is no entry, such
 * as a trailing blank, is skipped.
 */
export function readGpLink(text: string): readonly GpoLink[] {
  const links: GpoLink[] = [];
  for (const match of text.matchAll(/\[LDAP:\/\/cn=(\{[^}]*\}),([^;\]]*);(\d+)\]/gi)) {
    const gpo = parseGpoId(match[1] ?? '');
    if (gpo === undefined) continue;
    const option = Number(match[3]);
    links.push({ gpo, gpoDomain: dnsName(match[2] ?? ''), enabled: (option & 1) === 0, enforced: (option & 2) !== 0 });
  }
  return links.reverse();
}

/** A gPLink attribute of links in link order. */
export function writeGpLink(links: readonly GpoLink[]): string {
  return [...links]
    .reverse()
    .map(({ gpo, gpoDomain, enabled, enforced }) => {
      const option = (enabled ? 0 : 1) + (enforced ? 2 : 0);
      return `[LDAP://cn=${gpo},cn=policies,cn=system,${domainPath(gpoDomain)};${String(option)}]`;
    })
    .join('');
}

/** `contoso.com` of `…,DC=contoso,DC=com`. */
export function dnsName(distinguishedName: string): string {
  return [...distinguishedName.matchAll(/(?:^|,)DC=([^,]+)/gi)].map((match) => match[1]).join('.');
}

/** `DC=contoso,DC=com` of `contoso.com`. */
export function domainPath(dns: string): string {
  return dns
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
}
