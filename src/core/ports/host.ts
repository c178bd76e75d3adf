/** The time, in milliseconds since 1970, UTC. */
export interface Clock {
  now(): number;
}

/** Fresh GUIDs, upper case in braces. */
export interface GuidSource {
  next(): string;
}

/** Hashes: SHA-256, lower-case hex. */
export interface Hasher {
  sha256(bytes: Uint8Array): string;
}

/** What goes to the log, never to the user as such. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** Who runs this: for locks, journals and sidecars. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Milliseconds since 1970: tells two processes with one pid apart. */
  readonly startTime: number;
  readonly account: string;
  readonly host: string;
  /** Whether the process that wrote a lock or journal still lives; true when that cannot be known (another host). */
  isAlive(other: { readonly pid: number; readonly startTime: number; readonly host: string }): boolean;
}
