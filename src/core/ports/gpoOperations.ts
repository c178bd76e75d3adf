import type { BackupId, DomainAddress, GpoId } from '../model/ids';
import type { OperationStatus } from '../model/operationStatus';
import type { MigrationTable } from '../formats/migrationTable/migrationTable';
import type { RunContext } from './runContext';

/** Which backup an operation reads: a backup set's absolute path and the id in it. */
export interface BackupRef {
  readonly folder: string;
  readonly id: BackupId;
}

/** How principals and paths of the source become those of the target. `strict`: what the table does not map is an error. */
export interface Mapping {
  readonly table: MigrationTable;
  readonly strict: boolean;
}

/**
 * The operations of GPMC that report `Status` and can be cancelled (gpmc-object-model.md 3): back up, restore, import,
 * copy and report. A cancelled or failed restore, import or copy leaves the GPO as it was where the provider can promise
 * that (a snapshot does); callers read the state again anyhow. All throw `cancelled` when the token stopped them.
 */
export interface GpoOperations {
  /**
   * Writes one GPO as a backup into the staging folder `into` (which exists and is empty): Backup.xml, bkupInfo.xml,
   * gpreport.xml, DomainSysvol and the sidecar. Moving it into the set and the manifest is the caller's.
   */
  backup(gpo: GpoId, target: BackupTarget, run: RunContext<OperationStatus>): Promise<void>;
  /** Restores a GPO of this domain to a backup: settings, ACL, WMI filter link, status, name. Makes it again with its GUID if it is gone. */
  restore(backup: BackupRef, run: RunContext<OperationStatus>): Promise<void>;
  /** Replaces the settings of a GPO by a backup's. Leaves ACL, links, WMI filter link, name and status alone, as GPMC does. */
  importSettings(
    gpo: GpoId,
    backup: BackupRef,
    mapping: Mapping | undefined,
    run: RunContext<OperationStatus>,
  ): Promise<void>;
  /**
   * Makes a new GPO in `target` (this domain or another one of the same provider) with this GPO's settings. Links are not
   * copied; the WMI filter link only within one domain. Returns the new GPO's id. @throws gpo-name-taken
   */
  copy(gpo: GpoId, target: CopyTarget, run: RunContext<OperationStatus>): Promise<GpoId>;
  /** The report in GPMC's XML schema: UTF-16LE bytes of a gpreport.xml. */
  report(gpo: GpoId, run: RunContext<OperationStatus>): Promise<Uint8Array>;
  /** The same for a backup; its own gpreport.xml where it has one. */
  reportBackup(backup: BackupRef, run: RunContext<OperationStatus>): Promise<Uint8Array>;
}

/** Where a copy goes and how it is named. */
export interface CopyTarget {
  readonly domain: DomainAddress;
  readonly name: string;
  /** Take the source's security descriptor over; else the new GPO gets the target domain's default. */
  readonly copyAcl: boolean;
  readonly mapping: Mapping | undefined;
}

/** Where and as what a backup is written. */
export interface BackupTarget {
  /** Absolute path of an empty folder: becomes `{id}` of the set. */
  readonly into: string;
  readonly id: BackupId;
  readonly comment: string;
  /** ISO 8601 to the second, UTC. */
  readonly time: string;
}
