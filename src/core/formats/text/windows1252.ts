/**
 * Code points of the bytes 0x80 to 0x9F in windows-1252. The five that Windows leaves undefined stand for the control
 * characters of the same number, as Windows' own conversion does, so every byte has a character of its own. A table of
 * our own, since hosts' decoders differ here (measured: some take windows-1252 for latin1).
 */
const upperControls = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
];
const bytesOfUpperControls = new Map(upperControls.map((codePoint, index) => [codePoint, 0x80 + index]));

/** The text that `bytes` are in windows-1252; every byte has a character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes)
    text += String.fromCharCode(byte >= 0x80 && byte < 0xa0 ? (upperControls[byte - 0x80] ?? byte) : byte);
  return text;
}

/** `text` in windows-1252; undefined when it holds a character that is not of it. */
export function encodeWindows1252(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const byte = unit < 0x80 || (unit >= 0xa0 && unit <= 0xff) ? unit : bytesOfUpperControls.get(unit);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}
