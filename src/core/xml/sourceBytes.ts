const sources = new WeakMap<object, Uint8Array>();

/** Remembers the file that a value was read from, so that the unchanged value is written back byte for byte. */
export function rememberSource<T extends object>(value: T, bytes: Uint8Array): T {
  sources.set(value, bytes);
  return value;
}

/** The file that this very value was read from; a changed copy has none, so it can never be written stale. */
export function sourceOf(value: object): Uint8Array | undefined {
  return sources.get(value);
}
