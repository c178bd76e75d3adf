import type { CancellationToken } from '../../core/kernel/cancellation';
import type { Confirmation, PlanItem, PlanSubject, Precondition } from '../../core/model/changePlan';
import type { ChangeKind, ChangeRequestOf } from '../../core/model/changeRequest';
import type { DomainAddress, GpoId } from '../../core/model/ids';
import type { HostPorts } from '../../core/ports/hostPorts';
import type { DomainRegistry } from '../domains/domainRegistry';
import type { UndoStore } from '../undo/undoStore';
import type { WorkFolders } from './workFolders';
import type { DomainStep } from './domainStep';

/** What a change is planned with. */
export interface ChangeContext {
  readonly ports: HostPorts;
  readonly domains: DomainRegistry;
  readonly undo: UndoStore;
  readonly work: WorkFolders;
  readonly token: CancellationToken;
}

/** One kind of change. Adding a kind: one file with one of these, one line in registry.ts. */
export interface Change<K extends ChangeKind> {
  /**
   * What the request means in the domain as it is now; changes nothing. Cheap: what is only shown is read in `describe`.
   * Throws what makes the request impossible: gpo-not-found, gpo-name-taken, default-gpo-protected, backup-* …
   */
  prepare(request: ChangeRequestOf<K>, context: ChangeContext): Promise<PreparedChange>;
}

/** A request in the light of the domain as it is. */
export interface PreparedChange {
  /** The domain that changes; undefined where none does. */
  readonly address: DomainAddress | undefined;
  readonly domainName: string;
  readonly targets: readonly ChangeTarget[];
  readonly preconditions: readonly Precondition[];
  readonly undoable: boolean;
  /** The undo record that this change takes back. */
  readonly undoes?: string;
}

/** One GPO, SOM or backup that changes. */
export interface ChangeTarget {
  readonly subject: PlanSubject;
  /** In the order in which they run; none when nothing has to be done. */
  readonly steps: readonly DomainStep[];
  /** The GPO of which a safety backup is taken first. */
  readonly safetyBackup: GpoId | undefined;
  readonly confirmation: Confirmation | undefined;
  /** Whether the steps after a failed one are done too: Undo brings back what it can. */
  readonly goesOn?: boolean;
  /** Everything that the plan shows of it. */
  readonly describe: () => Promise<ItemDescription>;
}

/** A plan's item without its subject. */
export type ItemDescription = Partial<Omit<PlanItem, 'subject'>>;
