import type { BackupChoice, MappingChoice } from '../../core/model/changeRequest';
import type { GpoLink } from '../../core/model/domain';
import type { GpoStatus } from '../../core/model/gpo';
import type { DomainAddress, GpoId, SomPath, StarterGpoId, WmiFilterId } from '../../core/model/ids';

/**
 * One change of a domain, as data: what a change consists of, and what Undo does. Each is atomic in its provider, and
 * running one whose result is there already does no harm.
 */
export type DomainStep =
  | { readonly kind: 'create-gpo'; readonly name: string; readonly starter: StarterGpoId | null }
  | { readonly kind: 'rename-gpo'; readonly gpo: GpoId; readonly name: string }
  | { readonly kind: 'delete-gpo'; readonly gpo: GpoId }
  | { readonly kind: 'set-status'; readonly gpo: GpoId; readonly status: GpoStatus }
  | { readonly kind: 'set-wmi-filter'; readonly gpo: GpoId; readonly filter: WmiFilterId | null }
  /** Owner and DACL as SDDL. */
  | { readonly kind: 'set-security'; readonly gpo: GpoId; readonly sddl: string }
  | { readonly kind: 'repair-acl'; readonly gpo: GpoId }
  | { readonly kind: 'restore-gpo'; readonly gpo: GpoId; readonly backup: BackupChoice }
  | {
      readonly kind: 'import-settings';
      readonly gpo: GpoId;
      readonly backup: BackupChoice;
      readonly mapping: MappingChoice | null;
    }
  | {
      readonly kind: 'copy-gpo';
      readonly from: DomainAddress;
      readonly gpo: GpoId;
      readonly name: string;
      readonly copyAcl: boolean;
      readonly mapping: MappingChoice | null;
    }
  /** Puts a link at a place (order from 1), or moves and changes the one that is there. */
  | { readonly kind: 'put-link'; readonly som: SomPath; readonly link: GpoLink; readonly order: number }
  | { readonly kind: 'remove-link'; readonly som: SomPath; readonly gpo: GpoId }
  | { readonly kind: 'set-inheritance'; readonly som: SomPath; readonly blocked: boolean }
  | { readonly kind: 'delete-backup'; readonly backup: BackupChoice };

/** The GPO that a step replaces or deletes as a whole, so that only a backup can bring it back. */
export function overwrittenGpo(step: DomainStep): GpoId | undefined {
  return step.kind === 'delete-gpo' || step.kind === 'restore-gpo' || step.kind === 'import-settings'
    ? step.gpo
    : undefined;
}
