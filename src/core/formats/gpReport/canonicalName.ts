/**
 * The canonical form of a distinguished name, as a report's SOMPath has it: `OU=Servers,DC=example,DC=com` becomes
 * `example.com/Servers` (measured). A `/` within a name is escaped, as in Active Directory's canonicalName.
 */
export function canonicalName(distinguishedName: string): string {
  const parts = splitName(distinguishedName);
  const domain = parts.filter(({ type }) => type === 'DC').map(({ value }) => value);
  const folders = parts.filter(({ type }) => type !== 'DC').map(({ value }) => value.replaceAll('/', '\\/'));
  return [domain.join('.'), ...folders.reverse()].join('/');
}

interface NamePart {
  readonly type: string;
  readonly value: string;
}

/** RFC 4514: parts end at a comma that is not escaped; `\,` and `\2C` both stand for a comma. */
function splitName(name: string): readonly NamePart[] {
  const parts = name.match(/(?:\\.|[^,\\])+/gs) ?? [];
  return parts.map((part) => {
    const at = part.indexOf('=');
    return { type: part.slice(0, at).trim().toUpperCase(), value: unescapePart(part.slice(at + 1)) };
  });
}

function unescapePart(text: string): string {
  return text
    .trim()
    .replace(/(?:\\[0-9a-f]{2})+/gi, (escaped) => utf8(escaped.slice(1).split('\\')))
    .replace(/\\(.)/gs, '$1');
}

function utf8(pairs: readonly string[]): string {
  return new TextDecoder().decode(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}
