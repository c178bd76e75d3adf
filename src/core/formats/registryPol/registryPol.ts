import type { Problem, ProblemCode, ReadResult } from '../../kernel/problem';
import { polHeader } from './polBytes';
import type { PolRecord } from './polRecord';
import { RecordReader } from './recordReader';
import { PolWriter, recordSize } from './recordWriter';

/** A registry.pol. */
export interface RegistryPol {
  readonly records: readonly PolRecord[];
  /**
   * Bytes that are no records, by their place between records: `[index of the record they stand before, bytes]`. A file
   * that lacks its header has a piece before its first record, be it empty.
   */
  readonly damage: readonly (readonly [before: number, bytes: Uint8Array])[];
  /** False for a file of 0 bytes, and for one that does not begin with the header. */
  readonly hasHeader: boolean;
}

/** A registry.pol without records: the 8 bytes of the header, which Windows takes for a file too (measured). */
export const emptyRegistryPol: RegistryPol = { records: [], damage: [], hasHeader: true };

/**
 * Reads a registry.pol (MS-GPREG 2.2.1), records by size and never by delimiter, since names and data hold `;`, `[` and
 * `]` (measured). After damage it goes on at the next place where a whole record stands. Problems:
 * `registry-pol-no-header`, `registry-pol-damaged` (`size` bytes that are no record), `registry-pol-truncated` (the same,
 * up to the file's end); the place is the offset and the number of the record that should stand there.
 */
export function readRegistryPol(bytes: Uint8Array): ReadResult<RegistryPol> {
  const hasHeader = polHeader.every((byte, index) => bytes[index] === byte);
  const problems: Problem[] = [];
  const records: PolRecord[] = [];
  const damage: [number, Uint8Array][] = [];
  if (!hasHeader && bytes.length > 0) {
    problems.push(problem('registry-pol-no-header', 0, 1, {}));
    damage.push([0, new Uint8Array(0)]);
  }
  const reader = new RecordReader(bytes);
  let offset = hasHeader ? polHeader.length : 0;
  while (offset < bytes.length) {
    const record = reader.readAt(offset);
    if (record !== undefined) {
      records.push(record);
      offset = reader.end;
      continue;
    }
    const next = reader.findFrom(offset + 1);
    const code = next === bytes.length ? 'registry-pol-truncated' : 'registry-pol-damaged';
    problems.push(problem(code, offset, records.length + 1, { size: next - offset }));
    damage.push([records.length, bytes.slice(offset, next)]);
    offset = next;
  }
  return { value: { records, damage, hasHeader }, problems };
}

/**
 * Writes header, records and damaged pieces in order; what was read without change gives the same bytes. A file of 0
 * bytes gets its header with its first record. Names must not hold NUL: they would end there.
 */
export function writeRegistryPol({ records, damage, hasHeader }: RegistryPol): Uint8Array {
  const withHeader = hasHeader || (records.length > 0 && damage.length === 0);
  const pieces = [...damage].sort(([one], [other]) => one - other);
  const size =
    (withHeader ? polHeader.length : 0) +
    records.reduce((sum, record) => sum + recordSize(record), 0) +
    pieces.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  const writer = new PolWriter(size);
  if (withHeader) writer.bytes(Uint8Array.from(polHeader));
  let piece = 0;
  const writePieces = (before: number): void => {
    for (let next = pieces[piece]; next !== undefined && next[0] <= before; next = pieces[(piece += 1)])
      writer.bytes(next[1]);
  };
  records.forEach((record, index) => {
    writePieces(index);
    writer.record(record);
  });
  writePieces(Number.POSITIVE_INFINITY);
  return writer.all;
}

function problem(code: ProblemCode, offset: number, record: number, params: Problem['params']): Problem {
  return { code, severity: 'error', place: { offset, record }, params };
}
