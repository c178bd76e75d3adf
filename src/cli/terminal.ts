/** What a command writes to and reads from; tests give buffers. */
export interface Terminal {
  readonly isInteractive: boolean;
  readonly columns: number;
  out(text: string): void;
  outBytes(bytes: Uint8Array): void;
  err(text: string): void;
  /** Asks on standard error and reads a line; only when interactive. */
  ask(question: string): Promise<string>;
}
