import { parseGuid, type Guid } from '../../model/ids';

/** Text positions of a GUID's 16 bytes: the first three groups are little-endian numbers (MS-DTYP 2.3.4.2). */
const bytePositions = [7, 5, 3, 1, 12, 10, 17, 15, 20, 22, 25, 27, 29, 31, 33, 35];

/** The GUID whose 16 bytes begin at `offset`; undefined where there are fewer. */
export function readGuid(bytes: Uint8Array, offset: number): Guid | undefined {
  if (offset + 16 > bytes.length) return undefined;
  const text = Array.from('{00000000-0000-0000-0000-000000000000}');
  bytePositions.forEach((position, index) => {
    const byte = (bytes[offset + index] ?? 0).toString(16).padStart(2, '0');
    text[position] = byte[0] ?? '0';
    text[position + 1] = byte[1] ?? '0';
  });
  return parseGuid(text.join(''));
}

/** The 16 bytes of a GUID. */
export function guidToBytes(guid: Guid): Uint8Array {
  return Uint8Array.from(bytePositions, (position) => Number.parseInt(guid.slice(position, position + 2), 16));
}
