const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** In the order in which people look names up: without regard to case, numbers by value. */
export function byName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((one, other) => collator.compare(one.name, other.name));
}

/** Whether every word of `filter` occurs in one of the texts, without regard to case. */
export function matchesFilter(filter: string, ...texts: readonly string[]): boolean {
  const haystack = texts.join('\n').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
