import type { ErrorValue } from '../kernel/errors';
import type { GpoStatus } from './gpo';
import type { BackupId, GpoId } from './ids';
import type { OperationStatus } from './operationStatus';

/** The kinds of operation that run with progress and Cancel. */
export type OperationKind = 'back-up' | 'report' | 'apply' | 'undo' | 'create-sample';

/** Where a running operation stands. */
export interface OperationProgress {
  /** Monotone, 0 to 1: (items finished + the running one's numerator / denominator) / items. */
  readonly fraction: number;
  /** Items finished and items in all. */
  readonly finished: number;
  readonly items: number;
  /** Name of the GPO in work. */
  readonly current: string;
  /** What the provider last said; undefined before it said anything. */
  readonly status: OperationStatus | undefined;
  /** True from the moment Cancel was asked for until the running step has ended. */
  readonly cancelling: boolean;
}

/** What was read again after an operation; each fact as far as it is one of the item's kind and could be read. */
export interface StateAfter {
  readonly exists?: boolean;
  readonly gpo?: GpoId;
  readonly name?: string;
  readonly status?: GpoStatus;
  /** Version words of the AD object. */
  readonly computerVersion?: number;
  readonly userVersion?: number;
  /** How many links a GPO has, or a SOM. */
  readonly links?: number;
  readonly inheritanceBlocked?: boolean;
  /** The backup that was made. */
  readonly backup?: BackupId;
}

/** What became of one item. */
export interface ItemOutcome {
  /** GUID, SOM path or backup id. */
  readonly subject: string;
  readonly name: string;
  readonly state: 'done' | 'failed' | 'cancelled' | 'not-started';
  /** Why, for `failed`. */
  readonly error: ErrorValue | undefined;
  readonly after: StateAfter;
}

/** The end of an operation. */
export interface OperationSummary {
  readonly id: string;
  readonly kind: OperationKind;
  /** The change's kind for `apply`. */
  readonly change: string | undefined;
  /** DNS name of the domain; empty where there is none. */
  readonly domainName: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly ended: string;
  readonly state: 'done' | 'partly-failed' | 'failed' | 'cancelled';
  readonly items: readonly ItemOutcome[];
  /** Id for Undo; undefined where nothing was changed or no way back was recorded. */
  readonly undoId: string | undefined;
  /** Set where something was overwritten or deleted without a safety backup, as the user switched them off. */
  readonly withoutSafetyBackup?: true;
  /** Absolute path of the backup set that was written, for `back-up`. */
  readonly backupSet: string | undefined;
}
