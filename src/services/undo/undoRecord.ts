import type { BackupChoice } from '../../core/model/changeRequest';
import type { DomainAddress } from '../../core/model/ids';
import type { DomainStep } from '../changes/domainStep';

/** A change that was begun, and who began it: the way back, and the journal from which an interruption is known. */
export interface UndoRecord {
  readonly version: 1;
  readonly id: string;
  readonly address: DomainAddress;
  readonly domainName: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The same in milliseconds since 1970: changes of one second have an order. */
  readonly began: number;
  /** Kind of the change. */
  readonly change: string;
  /** Names of the GPOs or SOMs. */
  readonly subjects: readonly string[];
  readonly process: { readonly pid: number; readonly startTime: number; readonly host: string };
  /** `interrupted`: its process ended in the middle, and that has been said. */
  readonly state: 'running' | 'ended' | 'interrupted';
  /** ISO 8601, UTC; when it was undone. */
  readonly undone: string | undefined;
  /** The record that this change took back. */
  readonly undoes: string | undefined;
  /** Set where something was overwritten or deleted without a safety backup: it cannot be taken back, and Undo says so. */
  readonly withoutSafetyBackup?: true;
}

/** What was begun on one item of a change. */
export interface UndoItem {
  /** GUID, SOM path or backup id. */
  readonly subject: string;
  readonly name: string;
  readonly state: 'running' | 'ended';
  /** What takes back what was done so far, in the order in which it runs. */
  readonly steps: readonly DomainStep[];
  readonly safety: BackupChoice | undefined;
  /** Fingerprints of the GPO before and after; undefined where it was not there or the item is no GPO. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}
