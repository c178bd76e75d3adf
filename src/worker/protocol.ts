import type { ErrorValue } from '../core/kernel/errors';
import type { Services } from '../services/api';

/** A use case by name. */
export type ServiceMethod = keyof Services;

/** What the extension host sends. */
export type ToWorker =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly method: ServiceMethod;
      readonly input: unknown;
      /** One 32-bit word: not 0 as soon as the call is to stop, so that work that does not yield sees it too. */
      readonly cancelFlag: SharedArrayBuffer;
    }
  /** Wakes listeners of the token; the flag was set before. */
  | { readonly kind: 'cancel'; readonly id: number };

/** What the worker answers. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorValue }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly message: string };

/** What the worker needs to know when it starts. */
export interface WorkerOptions {
  /** Days for which ways back are kept. */
  readonly retentionDays: number;
  /** Whether safety backups are taken. */
  readonly safetyBackups: boolean;
  /** UNC folders among the user's domains and backup folders; no other UNC path is opened. */
  readonly uncRoots: readonly string[];
  /** VS Code's bundle of translated sentences; undefined for English. */
  readonly translations: string | undefined;
}
