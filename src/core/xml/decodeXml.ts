import type { Problem, ProblemCode } from '../kernel/problem';

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
export function decodeXmlFile(bytes: Uint8Array): DecodedXml {
  const encoding = sniffXmlEncoding(bytes);
  const content = bytes.subarray(encoding.markLength);
  try {
    return { text: decode(content, encoding.name, true), encoding, problems: [] };
  } catch {
    if (encoding.name === 'utf-8' && encoding.markLength === 0)
      return {
        text: decode(content, 'windows-1252', false),
        encoding: { name: 'windows-1252', markLength: 0 },
        problems: [warning('xml-not-utf-8')],
      };
    return { text: decode(content, encoding.name, false), encoding, problems: [warning('xml-undecodable-bytes')] };
  }
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

function decode(bytes: Uint8Array, name: XmlEncoding['name'], fatal: boolean): string {
  return new TextDecoder(name, { fatal, ignoreBOM: true }).decode(bytes);
}

function warning(code: ProblemCode): Problem {
  return { code, severity: 'warning', place: {}, params: {} };
}
