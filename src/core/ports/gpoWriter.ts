import type { GpoStatus } from '../model/gpo';
import type { GpoId, StarterGpoId, WmiFilterId } from '../model/ids';

/** Makes, renames, deletes and switches GPOs. Each call is one atomic change of the domain. */
export interface GpoWriter {
  /** Makes an empty GPO (versions 0), or one with a starter GPO's settings; `id` is given only to bring a deleted one back. @throws gpo-name-taken */
  create(name: string, options: { readonly starter?: StarterGpoId; readonly id?: GpoId }): Promise<GpoId>;
  rename(gpo: GpoId, name: string): Promise<void>;
  /** Deletes the GPO; links to it stay until LinkWriter removes them. */
  delete(gpo: GpoId): Promise<void>;
  setStatus(gpo: GpoId, status: GpoStatus): Promise<void>;
  /** @throws wmi-filter-not-found */
  setWmiFilter(gpo: GpoId, filter: WmiFilterId | undefined): Promise<void>;
  /** The security descriptor as SDDL, owner and DACL: for Copy with permissions. */
  setSecurity(gpo: GpoId, sddl: string): Promise<void>;
}
