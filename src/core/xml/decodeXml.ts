import type { Problem, ProblemCode } from '../kernel/problem';
import type { Steps } from '../kernel/steps';

/** How the characters of an XML file are stored. */
export interface XmlEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Length of the byte order mark in bytes; 0 without one. */
  readonly markLength: number;
}

/** An XML file as text, without its byte order mark. */
export interface DecodedXml {
  readonly text: string;
  readonly encoding: XmlEncoding;
  /** `xml-not-utf-8` (read as windows-1252) or `xml-undecodable-bytes` (read as U+FFFD); both warnings. */
  readonly problems: readonly Problem[];
}

/**
 * Decodes an XML file by its byte order mark, else by the shape of its first bytes. The declaration's word is not
 * trusted: UTF-8 bytes declared as utf-16 are common (gpo-file-formats.md 1.3). Never throws.
 */
export function* decodeXmlSteps(bytes: Uint8Array): Steps<DecodedXml> {
  const encoding = sniffXmlEncoding(bytes);
  const content = bytes.subarray(encoding.markLength);
  const text = yield* decode(content, encoding.name, true);
  if (text !== undefined) return { text, encoding, problems: [] };
  const isOld = encoding.name === 'utf-8' && encoding.markLength === 0;
  return {
    text: (yield* decode(content, isOld ? 'windows-1252' : encoding.name, false)) ?? '',
    encoding: isOld ? { name: 'windows-1252', markLength: 0 } : encoding,
    problems: [warning(isOld ? 'xml-not-utf-8' : 'xml-undecodable-bytes')],
  };
}

/** The byte offset in the file of a place in its decoded text (`offset` in UTF-16 code units). */
export function byteOffset({ text, encoding }: Omit<DecodedXml, 'problems'>, offset: number): number {
  switch (encoding.name) {
    case 'utf-16le':
    case 'utf-16be':
      return encoding.markLength + offset * 2;
    case 'windows-1252':
      return offset;
    case 'utf-8':
      return encoding.markLength + new TextEncoder().encode(text.slice(0, offset)).length;
  }
}

function sniffXmlEncoding(bytes: Uint8Array): XmlEncoding {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', markLength: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', markLength: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', markLength: 3 };
  if (a === 0x3c && b === 0 && d === 0) return { name: 'utf-16le', markLength: 0 };
  if (a === 0 && b === 0x3c && c === 0) return { name: 'utf-16be', markLength: 0 };
  return { name: 'utf-8', markLength: 0 };
}

const chunkLength = 2 * 1024 * 1024;

/** Undefined when a byte stands for no character and that is `fatal`. */
function* decode(bytes: Uint8Array, name: XmlEncoding['name'], fatal: boolean): Steps<string | undefined> {
  const decoder = new TextDecoder(name, { fatal, ignoreBOM: true });
  const texts: string[] = [];
  try {
    for (let at = 0; at + chunkLength < bytes.length; at += chunkLength) {
      texts.push(decoder.decode(bytes.subarray(at, at + chunkLength), { stream: true }));
      yield;
    }
    texts.push(decoder.decode(bytes.subarray(texts.length * chunkLength)));
  } catch {
    return undefined;
  }
  return texts.length === 1 ? texts[0] : texts.join('');
}

function warning(code: ProblemCode): Problem {
  return { code, severity: 'warning', place: {}, params: {} };
}
