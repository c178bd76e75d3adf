import type { GpoStatus } from './gpo';
import type { BackupId, DomainAddress, GpoId, SomPath, StarterGpoId, WmiFilterId } from './ids';

/** A backup named by a request: the set's absolute path and the id in it. */
export interface BackupChoice {
  readonly folder: string;
  readonly id: BackupId;
}

/** How a request maps principals and paths: a .migtable file, and whether what it does not map is an error. */
export interface MappingChoice {
  readonly file: string;
  readonly strict: boolean;
}

interface InDomain<K extends string> {
  readonly kind: K;
  readonly domain: DomainAddress;
}

/**
 * Everything that changes a domain or deletes a backup, as data. VS Code's commands and the command line make one of
 * these; `planChange` says what it would do, and `applyPlan` does it.
 */
export type ChangeRequest =
  | (InDomain<'restore'> & { readonly backups: readonly BackupChoice[]; readonly restoreLinks: boolean })
  | (InDomain<'import'> & { readonly gpo: GpoId; readonly backup: BackupChoice; readonly mapping?: MappingChoice })
  | (InDomain<'copy'> & {
      readonly gpo: GpoId;
      readonly target: DomainAddress;
      readonly newName: string;
      readonly copyAcl: boolean;
      readonly mapping?: MappingChoice;
    })
  | (InDomain<'create'> & { readonly name: string; readonly starter?: StarterGpoId })
  | (InDomain<'rename'> & { readonly gpo: GpoId; readonly newName: string })
  | (InDomain<'delete'> & { readonly gpos: readonly GpoId[]; readonly removeLinks: boolean })
  | (InDomain<'set-status'> & { readonly gpos: readonly GpoId[]; readonly status: GpoStatus })
  | (InDomain<'set-wmi-filter'> & { readonly gpos: readonly GpoId[]; readonly filter: WmiFilterId | null })
  | (InDomain<'link'> & { readonly som: SomPath; readonly gpos: readonly GpoId[]; readonly enabled: boolean })
  | (InDomain<'remove-link'> & LinkChoice)
  | (InDomain<'set-link-enabled'> & LinkChoice & { readonly enabled: boolean })
  | (InDomain<'set-link-enforced'> & LinkChoice & { readonly enforced: boolean })
  | (InDomain<'set-link-order'> & LinkChoice & { readonly order: number })
  | (InDomain<'set-inheritance'> & { readonly som: SomPath; readonly blocked: boolean })
  | (InDomain<'repair-acl'> & { readonly gpos: readonly GpoId[] })
  | (InDomain<'undo'> & { readonly undoId: string })
  | { readonly kind: 'delete-backup'; readonly backups: readonly BackupChoice[] };

/** A link, by its SOM and GPO. */
export interface LinkChoice {
  readonly som: SomPath;
  readonly gpo: GpoId;
}

/** The kinds of change; one file each in `services/changes`. */
export type ChangeKind = ChangeRequest['kind'];

/** The request of one kind. */
export type ChangeRequestOf<K extends ChangeKind> = Extract<ChangeRequest, { readonly kind: K }>;
