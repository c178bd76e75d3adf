/** What stands before the document's element. */
export interface XmlProlog {
  /** Where parsing begins: behind blanks that may not precede an XML declaration but do in hand-made files. */
  readonly start: number;
  /** Offset of a DOCTYPE; undefined without one. */
  readonly doctype: number | undefined;
}

/** Walks over blanks, comments and processing instructions up to the document's element or a DOCTYPE. */
export function scanXmlProlog(text: string): XmlProlog {
  const afterBlanks = skipBlanks(text, 0);
  const start = text.startsWith('<?xml', afterBlanks) ? afterBlanks : 0;
  let at = afterBlanks;
  for (;;) {
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined;
    if (end === undefined) break;
    const found = text.indexOf(end, at + 2);
    if (found < 0) return { start, doctype: undefined };
    at = skipBlanks(text, found + end.length);
  }
  return { start, doctype: text.startsWith('<!DOCTYPE', at) ? at : undefined };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}
