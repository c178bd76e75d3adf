/** Text for element content. Characters that XML cannot hold become U+FFFD. */
export function escapeText(text: string): string {
  return xmlCharacters(text).replace(/[&<>\r]/g, (character) => entities[character] ?? character);
}

/** Text for an attribute value in double quotes. */
export function escapeAttribute(text: string): string {
  return xmlCharacters(text).replace(/[&<>"\r\n\t]/g, (character) => entities[character] ?? character);
}

/** A CDATA section; `]]>` is split over two of them. */
export function cdata(text: string): string {
  return `<![CDATA[${xmlCharacters(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};

/** XML 1.0 section 2.2: control characters and lone surrogates cannot stand in a document, not even escaped. */
function xmlCharacters(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- these are the very characters that XML forbids
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
}
