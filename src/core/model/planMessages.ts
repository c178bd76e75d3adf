import type { LinkObstacle } from '../kernel/errors';
import type { ProblemCode } from '../kernel/problem';
import type { PlanMessage } from './changePlan';
import type { GpoStatus, Side } from './gpo';

/** When a backup was taken, how old it is in whole days, and what was noted with it. */
interface BackupFacts {
  /** ISO 8601, UTC. */
  readonly backupTime: string;
  readonly ageDays: number;
  readonly comment: string;
}

/** A link at its place: `order` counts from 1 = highest precedence. */
interface LinkFacts {
  readonly gpo: string;
  readonly som: string;
  readonly order: number;
  readonly enabled: boolean;
  readonly enforced: boolean;
}

/**
 * Everything that a plan says in words: code → parameters. No sentences here; `src/text/planMessages.ts` has one for each.
 * Names are names as people see them, `som` is a distinguished name, counts are whole numbers.
 */
export interface PlanMessageCatalogue {
  // what happens to a GPO
  'gpo-created': { readonly name: string; readonly domain: string };
  'gpo-created-from-starter': { readonly name: string; readonly domain: string; readonly starter: string };
  'gpo-renamed': { readonly from: string; readonly to: string };
  'gpo-deleted': { readonly name: string };
  'gpo-restored': BackupFacts & { readonly name: string };
  /** The GPO is gone and comes back with its GUID. */
  'gpo-recreated': BackupFacts & { readonly name: string; readonly id: string };
  'settings-imported': BackupFacts & {
    readonly name: string;
    readonly backupName: string;
    readonly backupDomain: string;
  };
  'gpo-copied': { readonly from: string; readonly to: string; readonly fromDomain: string; readonly toDomain: string };
  'status-set': { readonly from: GpoStatus; readonly to: GpoStatus };
  /** The status that the GPO has and keeps. */
  'status-is': { readonly status: GpoStatus };
  'wmi-filter-set': { readonly name: string; readonly query: string };
  'wmi-filter-replaced': { readonly from: string; readonly to: string; readonly query: string };
  'wmi-filter-cleared': { readonly name: string };
  /** The filter that the GPO has and keeps; it is in the domain. */
  'wmi-filter-is': { readonly name: string; readonly query: string };
  'wmi-filter-none': Record<never, never>;
  'acl-copied': Record<never, never>;
  'acl-default': Record<never, never>;
  'acl-repaired': Record<never, never>;
  'acl-consistent': Record<never, never>;
  /** Undo: settings, permissions, status and filter come back from the safety backup; `existed`: over what is there now. */
  'gpo-put-back': { readonly name: string; readonly id: string; readonly existed: boolean };
  /** The security descriptor of before, owner included, is written again. */
  'permissions-put-back': Record<never, never>;

  // what happens to links
  'link-added': LinkFacts;
  'link-removed': LinkFacts;
  'link-enabled': { readonly gpo: string; readonly som: string };
  'link-disabled': { readonly gpo: string; readonly som: string };
  'link-enforced': { readonly gpo: string; readonly som: string };
  'link-not-enforced': { readonly gpo: string; readonly som: string };
  'link-moved': { readonly gpo: string; readonly som: string; readonly from: number; readonly to: number };
  'inheritance-blocked': { readonly som: string };
  'inheritance-unblocked': { readonly som: string };

  // migration tables
  'mapping-applied': { readonly file: string; readonly entries: number; readonly strict: boolean };
  'principal-mapped': { readonly from: string; readonly to: string };
  /** The table takes it out of rights, groups and permissions. */
  'principal-removed': { readonly principal: string };
  'path-mapped': { readonly from: string; readonly to: string };

  // the other kinds
  'backup-deleted': { readonly gpo: string; readonly backupTime: string; readonly folder: string };
  /** Undo: which change is taken back. `change` is a kind of change. */
  'change-undone': { readonly change: string; readonly time: string };
  'nothing-changes': Record<never, never>;

  // what stays as it is, so that nobody expects it
  'import-leaves-alone': Record<never, never>;
  'links-not-restored': { readonly count: number };
  'links-unknown-in-backup': Record<never, never>;
  'links-not-copied': { readonly count: number };
  'wmi-filter-not-copied': { readonly name: string };
  'new-gpo-unlinked': Record<never, never>;

  // warnings: filtering and permissions
  'authenticated-users-lose-read': Record<never, never>;
  'domain-computers-lose-read': Record<never, never>;
  /** After the change neither Authenticated Users, Domain Computers nor Everyone can read: user policy stops (MS16-072). */
  'computers-cannot-read': Record<never, never>;
  'sid-unresolved': { readonly sid: string; readonly level: string };
  /** The filter that the backup names is not in the domain. `query` is empty when the backup does not hold it. */
  'wmi-filter-missing': { readonly name: string; readonly namespace: string; readonly query: string };
  'wmi-filter-differs': { readonly name: string; readonly backupQuery: string; readonly query: string };

  // warnings: the backup
  'backup-old': { readonly ageDays: number };
  'backup-without-sidecar': Record<never, never>;
  'last-backup-of-gpo': { readonly gpo: string };
  /**
   * A file that its codec cannot read; it is compared and taken over as bytes. `problem` is the first one, with its place and
   * its parameters beside it.
   */
  'file-unreadable': { readonly path: string; readonly problem: ProblemCode } & Readonly<
    Record<string, string | number>
  >;
  /** Files in the backup's folder that Backup.xml does not name: they are not taken over. */
  'files-not-in-backup-index': { readonly count: number };

  // warnings: principals and paths of another domain
  'principal-not-mapped': { readonly principal: string; readonly places: string };
  'path-not-mapped': { readonly path: string };
  /** The table maps something to a principal that the target domain does not know. */
  'destination-unknown': { readonly principal: string };
  'preferences-not-mapped': { readonly path: string; readonly principals: string };
  'foreign-settings-without-mapping': { readonly domain: string; readonly count: number };

  // warnings: effect
  'versions-differ': { readonly side: Side; readonly ad: number; readonly sysvol: number };
  'side-emptied': { readonly side: Side };
  /** Settings of this side do not apply with the status that the GPO will have. */
  'disabled-side-has-settings': { readonly side: Side };
  'links-take-effect': { readonly count: number };
  'links-left-broken': { readonly count: number };
  /** Links that name a GPO which is gone and comes back: they work again at once. */
  'broken-links-work-again': { readonly count: number };
  'last-link-removed': { readonly gpo: string };
  'links-from-above-blocked': { readonly count: number };
  'enforced-links-still-apply': { readonly count: number };
  'linked-gpo-disabled': { readonly gpo: string };
  'gpo-missing': { readonly gpo: string };

  // warnings: Undo
  /** The GPO, SOM or link is not as the change left it; Undo overwrites what came later. */
  'changed-since': { readonly name: string };
  'undo-link-impossible': { readonly gpo: string; readonly som: string; readonly reason: LinkObstacle };
  'undo-step-not-needed': { readonly name: string };
  /** The process ended in the middle of the change that is undone. */
  'change-was-interrupted': Record<never, never>;
}

/** A code of the catalogue. */
export type PlanMessageCode = keyof PlanMessageCatalogue;

/** A message of a plan, with the parameters that its code needs. */
export function planMessage<C extends PlanMessageCode>(
  code: C,
  params: PlanMessageCatalogue[C] & PlanMessage['params'],
): PlanMessage {
  return { code, params };
}
