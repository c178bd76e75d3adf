import fc from 'fast-check';

type Mutation = readonly [kind: 'set' | 'cut' | 'insert' | 'drop', place: number, value: number];

const mutation = fc.tuple(
  fc.constantFrom('set' as const, 'cut' as const, 'insert' as const, 'drop' as const),
  fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  fc.integer({ min: 0, max: 255 }),
);

/** One of `seeds` with a few bytes changed, inserted or dropped, or its end cut off. */
export function fuzzedBytes(seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(mutation, { maxLength: 6 }))
    .map(([seed, mutations]) => mutations.reduce(mutate, seed));
}

function mutate(bytes: Uint8Array, [kind, place, value]: Mutation): Uint8Array {
  const at = Math.floor(place * bytes.length);
  const before = bytes.subarray(0, at);
  switch (kind) {
    case 'cut':
      return before;
    case 'insert':
      return Uint8Array.of(...before, value, ...bytes.subarray(at));
    case 'drop':
      return Uint8Array.of(...before, ...bytes.subarray(at + 1));
    case 'set':
      return Uint8Array.of(...before, value, ...bytes.subarray(at + 1));
  }
}
