import type { CancellationToken } from '../core/kernel/cancellation';
import type { OperationProgress } from '../core/model/operation';
import type { RunContext } from '../core/ports/runContext';
import type { Services } from '../services/api';
import type { ExitCode } from './exitCodes';
import type { Terminal } from './terminal';

/** Given to every command. */
export interface CommandContext {
  readonly services: Services;
  readonly terminal: Terminal;
  readonly token: CancellationToken;
  /** Absolute path of what the user wrote, from the folder in which `gpo` runs. */
  absolutePath(path: string): string;
  readFile(path: string): Uint8Array;
  writeFile(path: string, bytes: Uint8Array): void;
  /** Sets the exit code; the first code that is not 0 stays. */
  exit(code: ExitCode): void;
  readonly version: string;
}

/** The context of calls that report nothing. */
export function quietRun<P>(context: CommandContext): RunContext<P> {
  return { token: context.token, progress: () => undefined };
}

/** How a command reports progress: a bar on a terminal, NDJSON on standard error with `--progress json`, else nothing. */
export type ProgressReporter = { report(progress: OperationProgress): void; end(): void };
