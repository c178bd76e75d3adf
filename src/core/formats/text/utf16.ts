/** UTF-16 code units as they are, lone surrogates too: a host's decoder would replace them. An odd last byte is left out. */
export function decodeUtf16(bytes: Uint8Array, bigEndian: boolean): string {
  const low = bigEndian ? 1 : 0;
  const high = bigEndian ? 0 : 1;
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode((bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8));
  return text;
}

/** The code units of `text`, without byte order mark. */
export function encodeUtf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), !bigEndian);
  return bytes;
}
