/** GPO.cmt, the description of a GPO: UTF-16LE without byte order mark or terminator (measured). */
export function readGpoComment(bytes: Uint8Array): string {
  return new TextDecoder('utf-16le').decode(bytes);
}

/** See {@link readGpoComment}. */
export function writeGpoComment(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), true);
  return bytes;
}
