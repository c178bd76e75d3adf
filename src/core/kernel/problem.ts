/** Where in a file a problem stands; offsets are bytes from the file's start, lines, columns and records count from 1. */
export interface ProblemPlace {
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
  readonly record?: number;
}

/**
 * Something wrong in a file that could still be read. Codecs return these beside the value instead of throwing; `code`
 * and `params` become a sentence in `src/text`.
 */
export interface Problem {
  /** kebab-case, prefixed with the format: `registry-pol-truncated`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly place: ProblemPlace;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a codec read: as much of the value as could be read, and what was wrong. */
export interface ReadResult<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
