import { polDelimiters } from './polBytes';
import type { PolRecord } from './polRecord';

/** Longer names are taken as damage: the registry allows 16,383 characters in a value name and 255 in a key's part. */
const longestName = 32_768;

/** Reads single records, and finds them after damage. */
export class RecordReader {
  /** Where the record that was read last ends. */
  end = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Start of the last key's bytes: records of one key follow each other, and share its text. */
  #keyStart = 0;
  #keyEnd = 0;
  #key = '';

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  readAt(start: number): PolRecord | undefined {
    if (this.#word(start) !== polDelimiters.open) return undefined;
    const keyEnd = this.#nameEnd(start + 2);
    return keyEnd === undefined ? undefined : this.#readBehindKey(start + 2, keyEnd);
  }

  /** The next offset from `from` on at which a whole record stands; the file's end when there is none. */
  findFrom(from: number): number {
    const bytes = this.#bytes;
    // openings at even distance that share the end of their name share what follows: each end is looked up and tried once
    const ends = [0, 0];
    const failed = [-1, -1];
    for (let offset = from; offset + 1 < bytes.length; offset += 1) {
      if (bytes[offset] !== polDelimiters.open || bytes[offset + 1] !== 0) continue;
      const parity = offset % 2;
      let end = ends[parity] ?? 0;
      if (end < offset + 2) ends[parity] = end = this.#nameEnd(offset + 2, bytes.length) ?? bytes.length;
      if (end === bytes.length || end === failed[parity] || end - offset > longestName * 2) continue;
      if (this.#readBehindKey(offset + 2, end) !== undefined) return offset;
      failed[parity] = end;
    }
    return bytes.length;
  }

  #readBehindKey(keyStart: number, keyEnd: number): PolRecord | undefined {
    const bytes = this.#bytes;
    if (this.#word(keyEnd + 2) !== polDelimiters.divide) return undefined;
    const nameStart = keyEnd + 4;
    const nameEnd = this.#nameEnd(nameStart);
    if (nameEnd === undefined || this.#word(nameEnd + 2) !== polDelimiters.divide) return undefined;
    const typeAt = nameEnd + 4;
    if (this.#word(typeAt + 4) !== polDelimiters.divide || this.#word(typeAt + 10) !== polDelimiters.divide)
      return undefined;
    const size = this.#view.getUint32(typeAt + 6, true);
    const dataAt = typeAt + 12;
    if (dataAt + size + 2 > bytes.length || this.#word(dataAt + size) !== polDelimiters.close) return undefined;
    this.end = dataAt + size + 2;
    return {
      key: this.#keyText(keyStart, keyEnd),
      valueName: decodeUnits(bytes, nameStart, nameEnd),
      type: this.#view.getUint32(typeAt, true),
      data: bytes.slice(dataAt, dataAt + size),
    };
  }

  /** Where the NUL of the name that begins at `start` stands. */
  #nameEnd(start: number, longest = longestName * 2): number | undefined {
    const bytes = this.#bytes;
    const limit = Math.min(bytes.length - 1, start + longest);
    for (let offset = start; offset < limit; offset += 2)
      if (bytes[offset] === 0 && bytes[offset + 1] === 0) return offset;
    return undefined;
  }

  #keyText(start: number, end: number): string {
    if (end - start !== this.#keyEnd - this.#keyStart || !this.#sameBytes(start, this.#keyStart, end - start))
      this.#key = decodeUnits(this.#bytes, start, end);
    this.#keyStart = start;
    this.#keyEnd = end;
    return this.#key;
  }

  #sameBytes(one: number, other: number, length: number): boolean {
    const bytes = this.#bytes;
    for (let at = 0; at < length; at += 1) if (bytes[one + at] !== bytes[other + at]) return false;
    return true;
  }

  /** -1 beyond the end. */
  #word(offset: number): number {
    return offset + 2 <= this.#bytes.length ? this.#view.getUint16(offset, true) : -1;
  }
}

/** Code units as they are: a host's decoder would replace lone surrogates, and a record must be written back as it was. */
function decodeUnits(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let offset = start; offset < end; offset += 2)
    text += String.fromCharCode((bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8));
  return text;
}
