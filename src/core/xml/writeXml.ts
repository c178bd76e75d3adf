import { PolicyError } from '../kernel/errors';

/**
 * Text for element content. A `>` is escaped only where `]]>` would arise.
 * @throws xml-unwritable when the text holds a character that no XML file can hold
 */
export function escapeText(text: string): string {
  if (plain.test(text)) return text;
  return checked(text).replace(/[&<\r]|(?<=\]\])>/g, (character) => entities[character] ?? character);
}

/**
 * Text for an attribute value in double quotes.
 * @throws xml-unwritable
 */
export function escapeAttribute(text: string): string {
  if (plain.test(text)) return text;
  return checked(text).replace(/[&<>"\r\n\t]/g, (character) => entities[character] ?? character);
}

/**
 * A CDATA section; `]]>` is split over two of them. A CR cannot be escaped there and reads back as a line feed.
 * @throws xml-unwritable
 */
export function cdata(text: string): string {
  if (plain.test(text)) return `<![CDATA[${text}]]>`;
  return `<![CDATA[${checked(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/**
 * The index of the first character that no XML 1.0 file can hold, not even escaped (XML 1.0 section 2.2: most control
 * characters, U+FFFE, U+FFFF, lone surrogates); -1 when there is none.
 */
export function forbiddenCharacterIndex(text: string): number {
  return harmless.test(text) ? -1 : text.search(forbidden);
}

/** The text with U+FFFD for every character that no XML file can hold: for what is only to be looked at. */
export function withoutForbiddenCharacters(text: string): string {
  return harmless.test(text) ? text : text.replace(new RegExp(forbidden, 'g'), '\ufffd');
}

/** Printable ASCII that no place in XML escapes. */
const plain = /^[ !#-%'-;=?-~]*$/;

/** Nearly every text is of these: looked at first, as the other pattern is slow (measured: a sixth of a report's time). */
const harmless = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/;

const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};

function checked(text: string): string {
  const index = forbiddenCharacterIndex(text);
  if (index < 0) return text;
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
  throw new PolicyError('xml-unwritable', { found: `U+${code}`, text: withoutForbiddenCharacters(text).slice(0, 80) });
}
