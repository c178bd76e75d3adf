import { escapeAttribute, escapeText, withoutForbiddenCharacters } from '../../xml/writeXml';

/** Attributes in the order in which they are written; undefined ones are left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** Lines of XML without indentation: an element with text, or none. */
export function leaf(name: string, text: string, attributes: XmlAttributes = {}): readonly string[] {
  const head = `${name}${attributeText(attributes)}`;
  return [text === '' ? `<${head} />` : `<${head}>${contentOf(text)}</${name}>`];
}

/** Printable ASCII without `"`, `&`, `<` and `>`. */
const needsNothing = /^[ !#-%'-;=?-~]*$/;

/** As GPMC's writer escapes (`>` too), line ends as the file's; a report is only looked at, so what XML cannot hold is replaced. */
function contentOf(text: string): string {
  if (needsNothing.test(text)) return text;
  return escapeText(withoutForbiddenCharacters(text)).replace(/>/g, '&gt;').replace(/\r?\n/g, '\r\n');
}

/** An element around other lines. */
export function block(name: string, lines: readonly string[], attributes: XmlAttributes = {}): readonly string[] {
  const head = `${name}${attributeText(attributes)}`;
  return lines.length === 0 ? [`<${head} />`] : [`<${head}>`, ...lines, `</${name}>`];
}

/** The text of a file of these lines: CRLF, two blanks for each element around a line, as GPMC writes. */
export function linesText(lines: readonly string[]): string {
  let text = '';
  let indent = '';
  for (const line of lines) {
    if (line.startsWith('</')) indent = indent.slice(2);
    text += text === '' ? line : `\r\n${indent}${line}`;
    if (isOpen(line)) indent += '  ';
  }
  return text;
}

/** In a line with text its end tag follows: a `<` in the text is escaped. */
function isOpen(line: string): boolean {
  return !line.endsWith('/>') && !line.startsWith('<?') && !line.includes('</');
}

/** Text as UTF-16LE with a byte order mark. */
export function utf16WithMark(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  bytes.set([0xff, 0xfe]);
  for (let index = 0, at = 2; index < text.length; index += 1, at += 2) {
    const unit = text.charCodeAt(index);
    bytes[at] = unit & 0xff;
    bytes[at + 1] = unit >>> 8;
  }
  return bytes;
}

function attributeText(attributes: XmlAttributes): string {
  let written = '';
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined)
      written += ` ${name}="${needsNothing.test(value) ? value : escapeAttribute(withoutForbiddenCharacters(value))}"`;
  return written;
}
