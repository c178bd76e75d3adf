import { windowsTextForm, type PolicyText, type PolicyTextEncoding, type TextForm } from './policyText';
import { encodeUtf16 } from './utf16';
import { encodeUtf8WithEscapes } from './utf8';
import { encodeWindows1252 } from './windows1252';

const marks: Readonly<Record<PolicyTextEncoding, readonly number[]>> = {
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
  'utf-8': [0xef, 0xbb, 0xbf],
  'windows-1252': [],
};

/**
 * The bytes of a text in its form. A text that its form cannot carry (a character outside windows-1252, a lone surrogate
 * in UTF-8) is written as UTF-16LE with byte order mark, which Windows reads in the same places.
 */
export function encodePolicyText({ text, form, tail }: PolicyText): Uint8Array {
  const encoded = encode(text, form);
  if (encoded === undefined) return encodePolicyText({ text, form: windowsTextForm, tail: new Uint8Array(0) });
  const mark = form.byteOrderMark ? marks[form.encoding] : [];
  const bytes = new Uint8Array(mark.length + encoded.length + tail.length);
  bytes.set(mark);
  bytes.set(encoded, mark.length);
  bytes.set(tail, mark.length + encoded.length);
  return bytes;
}

function encode(text: string, form: TextForm): Uint8Array | undefined {
  switch (form.encoding) {
    case 'utf-16le':
    case 'utf-16be':
      return encodeUtf16(text, form.encoding === 'utf-16be');
    case 'utf-8':
      return hasUnencodableSurrogate(text) ? undefined : encodeUtf8WithEscapes(text);
    case 'windows-1252':
      return encodeWindows1252(text);
  }
}

/** Lone surrogates, but for the escaped bytes U+DC80 to U+DCFF, which can be written. */
function hasUnencodableSurrogate(text: string): boolean {
  return /[\ud800-\udc7f\udd00-\udfff]/u.test(text);
}
