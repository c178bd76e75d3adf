import type { ErrorValue } from '../core/kernel/errors';
import type { Problem } from '../core/kernel/problem';
import type { BackupSummary } from '../core/model/backup';
import type { ChangePlan } from '../core/model/changePlan';
import type { BackupChoice, ChangeRequest } from '../core/model/changeRequest';
import type { DomainInfo, Som, StarterGpo, WmiFilter } from '../core/model/domain';
import type { GpoDetails, GpoSummary } from '../core/model/gpo';
import type { DomainAddress, GpoId } from '../core/model/ids';
import type { OperationProgress, OperationSummary } from '../core/model/operation';
import type { InterruptedWork } from '../core/ports/domainProvider';
import type { RunContext } from '../core/ports/runContext';
import type { ReportServices } from './reports/reportServices';

/**
 * All use cases. The extension calls them through a worker thread, `gpo` in its own process; both see this interface
 * and nothing below it. Inputs, progress and results are plain data that can be cloned. Failures are `PolicyError`s.
 */
export interface Services extends ReportServices {
  /** Opens a domain, completes or rolls back what was interrupted in it, and says what can be done with it. */
  openDomain(input: { readonly address: DomainAddress }, run: RunContext<never>): Promise<DomainOverview>;
  closeDomain(input: { readonly address: DomainAddress }, run: RunContext<never>): Promise<void>;
  listGpos(
    input: { readonly address: DomainAddress },
    run: RunContext<readonly GpoSummary[]>,
  ): Promise<readonly GpoSummary[]>;
  gpoDetails(
    input: { readonly address: DomainAddress; readonly gpo: GpoId },
    run: RunContext<never>,
  ): Promise<GpoDetails>;
  listSoms(input: { readonly address: DomainAddress }, run: RunContext<readonly Som[]>): Promise<readonly Som[]>;
  listWmiFilters(input: { readonly address: DomainAddress }, run: RunContext<never>): Promise<readonly WmiFilter[]>;
  listStarterGpos(input: { readonly address: DomainAddress }, run: RunContext<never>): Promise<readonly StarterGpo[]>;
  checkAcl(
    input: { readonly address: DomainAddress; readonly gpos: readonly GpoId[] },
    run: RunContext<OperationProgress>,
  ): Promise<readonly { readonly gpo: GpoId; readonly consistent: boolean }[]>;

  /** Makes the sample domain in an empty or missing folder; `gpos` for scale. Returns its address. */
  createSample(
    input: { readonly folder: string; readonly gpos?: number },
    run: RunContext<OperationProgress>,
  ): Promise<DomainAddress>;

  /** All backups of a set, newest first, whatever its manifest says. */
  listBackups(
    input: { readonly folder: string },
    run: RunContext<readonly BackupSummary[]>,
  ): Promise<readonly BackupSummary[]>;
  /** Backs GPOs up into a set; `gpos: 'all'` takes every GPO of the domain. One failure does not stop the rest. */
  backUp(
    input: {
      readonly address: DomainAddress;
      readonly gpos: readonly GpoId[] | 'all';
      readonly folder: string;
      readonly comment: string;
    },
    run: RunContext<OperationProgress>,
  ): Promise<OperationSummary>;

  /** What the request would do. Changes nothing. Its migration table is one that the user named, and may be on another computer. */
  planChange(
    input: {
      readonly request: ChangeRequest;
      /** Whether safety backups are taken when the plan is applied; as the host was told when not given. */
      readonly safetyBackups?: boolean;
    },
    run: RunContext<never>,
  ): Promise<ChangePlan>;
  /** Does it, after a safety backup, when everything is still as planned; `typedNames` answers the plan's confirmations. */
  applyPlan(
    input: {
      readonly plan: ChangePlan;
      readonly typedNames: readonly string[];
      /** The user saw the plan with the path of its migration table, which may then be on another computer. */
      readonly mappingShown?: boolean;
    },
    run: RunContext<OperationProgress>,
  ): Promise<OperationSummary>;
  /** What can be undone, newest first; of all domains when none is named. */
  listUndo(input: { readonly address?: DomainAddress }, run: RunContext<never>): Promise<readonly UndoEntry[]>;

  /** Writes a migration table filled from GPOs or backups, as GPMC's Add does; returns the number of entries. */
  createMigrationTable(
    input: {
      readonly file: string;
      readonly from:
        | { readonly address: DomainAddress; readonly gpos: readonly GpoId[] }
        | { readonly backups: readonly BackupChoice[] };
      /** Include principals of the ACLs, not only those in settings. */
      readonly includeSecurity: boolean;
    },
    run: RunContext<never>,
  ): Promise<number>;
  checkMigrationTable(
    input: { readonly file: string },
    run: RunContext<never>,
  ): Promise<{ readonly entries: number; readonly findings: readonly Problem[] }>;
}

/** An open domain: who it is, what was interrupted, what can be done. */
export interface DomainOverview {
  readonly info: DomainInfo;
  readonly interrupted: readonly InterruptedWork[];
  /** Missing capabilities with their reason; what is not named can be done. */
  readonly missing: Readonly<Partial<Record<'operations' | 'gpoWriter' | 'linkWriter' | 'aclTools', string>>>;
  /** Set when the snapshot opened with something to say. */
  readonly warnings: readonly ErrorValue[];
}

/** One change that can be taken back. */
export interface UndoEntry {
  readonly id: string;
  readonly address: DomainAddress;
  readonly domainName: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The kind of change that Undo takes back. */
  readonly change: string;
  /** Names of the GPOs or SOMs. */
  readonly subjects: readonly string[];
  /** When it was undone; undefined when it was not. */
  readonly undone: string | undefined;
}
