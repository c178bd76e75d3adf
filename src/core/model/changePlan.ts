import type { ChangeRequest } from './changeRequest';
import type { GpoLinkPlace, Side } from './gpo';
import type { BackupId, GpoId, SomPath } from './ids';

/** What would change, before anything has. JSON throughout: `--dry-run --json` prints it and `--plan FILE` applies it. */
export interface ChangePlan {
  readonly version: 1;
  /** A fresh GUID. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly request: ChangeRequest;
  /** DNS name of the domain that changes; empty for backups. */
  readonly domainName: string;
  readonly items: readonly PlanItem[];
  /** What was read to make the plan; Apply refuses with `plan-changed-since` when any of it differs. */
  readonly preconditions: readonly Precondition[];
  /** Names that must be typed before Apply: default GPOs. */
  readonly confirmations: readonly Confirmation[];
  /** Whether Undo can bring the state before back. */
  readonly undoable: boolean;
  /** The GPOs of which a safety backup is taken first. */
  readonly safetyBackups: readonly GpoId[];
  /** Set where a safety backup would be taken, and the user switched that off: then nothing brings the state before back. */
  readonly withoutSafetyBackup?: true;
}

/** A part of the plan: one GPO, one SOM or one backup. */
export interface PlanItem {
  readonly subject: PlanSubject;
  /** What happens, in order: codes that `src/text` turns into sentences. */
  readonly effects: readonly PlanMessage[];
  /** What a careful administrator should look at first: lost permissions, unresolved SIDs, missing WMI filter, nothing restored of … */
  readonly warnings: readonly PlanMessage[];
  readonly files: readonly FileChange[];
  readonly settings: readonly SettingChange[];
  readonly permissions: readonly PermissionChange[];
  readonly versions: readonly VersionChange[];
  /** Where the GPO takes effect. */
  readonly links: readonly GpoLinkPlace[];
}

/** What an item of a plan is about. */
export type PlanSubject =
  | { readonly kind: 'gpo'; readonly id: GpoId | undefined; readonly name: string }
  | { readonly kind: 'som'; readonly path: SomPath; readonly name: string }
  | { readonly kind: 'backup'; readonly id: BackupId; readonly folder: string; readonly name: string };

/** A sentence as data. Codes are listed in `src/text/planMessages.ts`. */
export interface PlanMessage {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** A file below the GPO's SYSVOL folder that appears, changes or goes; `/`-separated. Sizes in bytes. */
export interface FileChange {
  readonly path: string;
  readonly change: 'added' | 'changed' | 'removed';
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** A setting that appears, changes or goes. */
export interface SettingChange {
  readonly side: Side;
  /** Name of the client-side extension: Registry, Security, Scripts … */
  readonly extension: string;
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A row of the ACL that appears or goes. */
export interface PermissionChange {
  readonly trustee: string;
  readonly level: string;
  readonly denied: boolean;
  readonly change: 'added' | 'removed';
}

/** A side's version before and after. */
export interface VersionChange {
  readonly side: Side;
  readonly before: number;
  readonly after: number;
}

/** Something that was read, and a text that differs when it has changed. */
export interface Precondition {
  readonly kind: 'gpo' | 'gpo-absent' | 'name-free' | 'som' | 'backup' | 'file' | 'wmi-filter';
  /** GUID, SOM path, backup folder or file path. */
  readonly subject: string;
  readonly label: string;
  readonly fingerprint: string;
}

/** A name that the user must type, because the GPO is one that every domain needs. */
export interface Confirmation {
  readonly gpo: GpoId;
  readonly name: string;
}
