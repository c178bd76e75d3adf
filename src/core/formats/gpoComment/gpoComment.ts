/**
 * GPO.cmt, the description of a GPO: UTF-16LE without byte order mark or terminator (measured). A mark or terminators that
 * another tool wrote are not part of the description; a last odd byte is dropped. Never throws.
 */
export function readGpoComment(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units: string[] = [];
  // Unit by unit and not by a decoder, which would replace lone surrogates.
  for (let at = 0; at + 1 < bytes.length; at += 2) units.push(String.fromCharCode(view.getUint16(at, true)));
  const text = units.join('');
  const start = text.startsWith('\ufeff') ? 1 : 0;
  let end = text.length;
  while (end > start && text.charCodeAt(end - 1) === 0) end -= 1;
  return text.slice(start, end);
}

/** See {@link readGpoComment}. */
export function writeGpoComment(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), true);
  return bytes;
}
