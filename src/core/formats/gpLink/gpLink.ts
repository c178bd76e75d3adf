import type { Problem } from '../../kernel/problem';
import type { GpoLink } from '../../model/domain';
import { parseGpoId } from '../../model/ids';

/**
 * The links in a gPLink attribute, in link order. Link order 1, the highest precedence, is the LAST entry of the string
 * (gpo-file-formats.md 2.7); bit 0 of the option disables a link, bit 1 enforces it (MS-GPOL 2.2.2). What is no entry, such
 * as a trailing blank, is skipped.
 */
export function readGpLink(text: string): readonly GpoLink[] {
  return entriesOf(text)
    .map(({ link }) => link)
    .reverse();
}

/** A gPLink attribute of links in link order, in GPMC's form. */
export function writeGpLink(links: readonly GpoLink[]): string {
  return [...links].reverse().map(newEntry).join('');
}

/**
 * The gPLink attribute `text` with `links`, in link order, in the place of its own. The same links give the same text;
 * else each link that was there keeps its spelling (case, server name, further option bits), and what is no entry and not
 * blank stays in front, where it has the lowest precedence.
 */
export function replaceGpLinks(text: string, links: readonly GpoLink[]): string {
  const entries = entriesOf(text);
  const old = entries.map(({ link }) => link).reverse();
  if (old.length === links.length && old.every((link, index) => sameLink(link, links[index]))) return text;
  const unused = [...entries].reverse();
  const written = links.map((link) => {
    const at = unused.findIndex((entry) => sameTarget(entry.link, link));
    const entry = at < 0 ? undefined : unused.splice(at, 1)[0];
    return entry === undefined ? newEntry(link) : changedEntry(entry, link);
  });
  return `${leftoverOf(text)}${written.reverse().join('')}`;
}

/**
 * What is wrong with a gPLink attribute: `gp-link-leftover {text}` for text that is no entry (a trailing blank and `[ ]` are
 * tolerated), and the warning `gp-link-duplicate {gpo}`; `place.record` is the link order.
 */
export function checkGpLink(text: string): readonly Problem[] {
  const leftover = leftoverOf(text);
  const links = readGpLink(text);
  return [
    ...(leftover === ''
      ? []
      : [{ code: 'gp-link-leftover' as const, severity: 'error' as const, place: {}, params: { text: leftover } }]),
    ...links.flatMap((link, index) =>
      links.findIndex((other) => sameTarget(other, link)) < index
        ? [
            {
              code: 'gp-link-duplicate' as const,
              severity: 'warning' as const,
              place: { record: index + 1 },
              params: { gpo: link.gpo },
            },
          ]
        : [],
    ),
  ];
}

/** `contoso.com` of `…,DC=contoso,DC=com`. */
export function dnsName(distinguishedName: string): string {
  return [...distinguishedName.matchAll(/(?:^|,)\s*DC=([^,]+)/gi)].map((match) => match[1]).join('.');
}

/** `DC=contoso,DC=com` of `contoso.com`. */
export function domainPath(dns: string): string {
  return dns
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
}

/** An entry as it stands in the string: `before`, the option's digits, `after`. */
interface GpLinkEntry {
  readonly link: GpoLink;
  readonly before: string;
  readonly option: number;
  readonly after: string;
}

const entryPattern = /(\[\s*LDAP:\/\/(?:[^/[\];]*\/)?cn=(\{[^}[\]]*\}),([^;[\]]*);\s*)(\d+)(\s*\])/gi;

function entriesOf(text: string): readonly GpLinkEntry[] {
  return [...text.matchAll(entryPattern)].flatMap((match) => {
    const gpo = parseGpoId(match[2] ?? '');
    if (gpo === undefined) return [];
    const option = Number(match[4]);
    const link = {
      gpo,
      gpoDomain: dnsName(match[3] ?? ''),
      enabled: (option & 1) === 0,
      enforced: (option & 2) !== 0,
    };
    return [{ link, before: match[1] ?? '', option, after: match[5] ?? '' }];
  });
}

/** What is no entry; a blank stands for each entry, lest the pieces around it make a new one. */
function leftoverOf(text: string): string {
  const leftover = text.replace(entryPattern, (entry: string, _before: string, id: string) =>
    parseGpoId(id) === undefined ? entry : ' ',
  );
  return leftover.replace(/\[\s*\]/g, '').trim() === '' ? '' : leftover.trim();
}

function newEntry(link: GpoLink): string {
  return `[LDAP://cn=${link.gpo},cn=policies,cn=system,${domainPath(link.gpoDomain)};${String(optionOf(link))}]`;
}

function changedEntry(entry: GpLinkEntry, link: GpoLink): string {
  const otherBits = entry.option & ~3;
  return `${entry.before}${String(otherBits | optionOf(link))}${entry.after}`;
}

function optionOf({ enabled, enforced }: GpoLink): number {
  return (enabled ? 0 : 1) + (enforced ? 2 : 0);
}

function sameTarget(a: GpoLink, b: GpoLink): boolean {
  return a.gpo === b.gpo && a.gpoDomain.toLowerCase() === b.gpoDomain.toLowerCase();
}

function sameLink(a: GpoLink, b: GpoLink | undefined): boolean {
  return b !== undefined && sameTarget(a, b) && a.enabled === b.enabled && a.enforced === b.enforced;
}
