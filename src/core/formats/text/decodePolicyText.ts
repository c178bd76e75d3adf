import type { Problem, ReadResult } from '../../kernel/problem';
import type { PolicyText, PolicyTextEncoding } from './policyText';
import { decodeUtf16 } from './utf16';
import { decodeUtf8WithEscapes, decodeValidUtf8 } from './utf8';
import { decodeWindows1252 } from './windows1252';

const none = new Uint8Array(0);

/**
 * Decodes a policy text file: by its byte order mark; without one UTF-16LE when every second byte is mostly zero, UTF-8
 * when it is valid, else windows-1252. Problems: `text-odd-length` (UTF-16 with half a character at the end),
 * `text-invalid-utf-8` (at the first of the bytes; `count` says how many).
 */
export function decodePolicyText(bytes: Uint8Array): ReadResult<PolicyText> {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return utf16(bytes, 'utf-16le', 2);
  if (a === 0xfe && b === 0xff) return utf16(bytes, 'utf-16be', 2);
  if (a === 0xef && b === 0xbb && c === 0xbf) return markedUtf8(bytes);
  if (looksLikeUtf16(bytes)) return utf16(bytes, 'utf-16le', 0);
  const text = decodeValidUtf8(bytes);
  return text === undefined
    ? result(decodeWindows1252(bytes), 'windows-1252', false, none, [])
    : result(text, 'utf-8', false, none, []);
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', start: number): ReadResult<PolicyText> {
  const odd = (bytes.length - start) % 2 === 1;
  const end = odd ? bytes.length - 1 : bytes.length;
  const text = decodeUtf16(bytes.subarray(start, end), encoding === 'utf-16be');
  const problems: Problem[] = odd
    ? [{ code: 'text-odd-length', severity: 'warning', place: { offset: end }, params: {} }]
    : [];
  return result(text, encoding, start > 0, odd ? bytes.slice(end) : none, problems);
}

function markedUtf8(bytes: Uint8Array): ReadResult<PolicyText> {
  const content = bytes.subarray(3);
  const valid = decodeValidUtf8(content);
  if (valid !== undefined) return result(valid, 'utf-8', true, none, []);
  const { text, invalid } = decodeUtf8WithEscapes(content);
  const place = { offset: 3 + (invalid[0] ?? 0) };
  return result(text, 'utf-8', true, none, [
    { code: 'text-invalid-utf-8', severity: 'warning', place, params: { count: invalid.length } },
  ]);
}

function result(
  text: string,
  encoding: PolicyTextEncoding,
  byteOrderMark: boolean,
  tail: Uint8Array,
  problems: readonly Problem[],
): ReadResult<PolicyText> {
  return { value: { text, form: { encoding, byteOrderMark, lineEnd: usualLineEnd(text) }, tail }, problems };
}

function usualLineEnd(text: string): '\r\n' | '\n' {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (at > 0 && text[at - 1] === '\r') crlf += 1;
    else lf += 1;
  }
  return lf > crlf ? '\n' : '\r\n';
}

/** Policy text is mostly ASCII, whose UTF-16LE has a zero as every second byte; no ANSI or UTF-8 text holds zeros. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const sample = Math.min(bytes.length - (bytes.length % 2), 1024);
  if (sample === 0) return false;
  let zeros = 0;
  for (let at = 1; at < sample; at += 2) if (bytes[at] === 0 && bytes[at - 1] !== 0) zeros += 1;
  return zeros * 2 > sample / 2;
}
