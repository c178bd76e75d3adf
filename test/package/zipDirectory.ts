/** An entry of a zip file's directory. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes before compression. */
  readonly size: number;
}

/** The directory of a zip file without a comment and below 4 GB, as vsce writes it (APPNOTE.TXT 4.3.12 and 4.3.16). */
export function readZipDirectory(zip: Buffer): readonly ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip file');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const extraLength = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, size: zip.readUInt32LE(at + 24) });
    at += 46 + nameLength + extraLength;
  }
  return entries;
}
