const firstEscape = 0xdc80;
const lastEscape = 0xdcff;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of `bytes`, or undefined when they are not valid UTF-8. A byte order mark stays in the text. */
export function decodeValidUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of `bytes`; each byte that belongs to no valid sequence stands as U+DC00 plus the byte, `invalid` holds their offsets. */
export function decodeUtf8WithEscapes(bytes: Uint8Array): {
  readonly text: string;
  readonly invalid: readonly number[];
} {
  let text = '';
  const invalid: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      invalid.push(at);
      text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return { text, invalid };
}

/** `text` as UTF-8; escaped bytes become those bytes again. */
export function encodeUtf8WithEscapes(text: string): Uint8Array {
  const encoder = new TextEncoder();
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint >= firstEscape && codePoint <= lastEscape) bytes.push(codePoint - 0xdc00);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 1) return 1;
  if (lead < 0xc2 || length === 0 || at + length > bytes.length) return 0;
  return decodeValidUtf8(bytes.subarray(at, at + length)) === undefined ? 0 : length;
}
