import type { Event } from '../kernel/event';

/** How a session's process ended. */
export type ProcessEnd =
  /** It never ran: the executable is missing or may not be started. `reason` is what the system says. */
  | { readonly kind: 'not-started'; readonly reason: string }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null };

/** A process of this product's own that is spoken to in text over its standard streams. */
export interface SessionProcess {
  /** Undefined when it was never started. */
  readonly pid: number | undefined;
  /** Standard output as it comes: any piece of it, never split within a character. */
  readonly onOutput: Event<string>;
  /** Standard error, for the log. */
  readonly onErrorOutput: Event<string>;
  /** Resolves once, when it has ended and all its output was told; never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Puts text into its standard input; one that has ended loses it without a word. */
  write(text: string): void;
  /** Ends its standard input, which asks it to end. */
  endInput(): void;
  /** Ends it by its process id, at once. */
  kill(): void;
}

/** Starts a session's process. Never throws: what cannot be started has `ended` already. */
export type StartSessionProcess = () => SessionProcess;
