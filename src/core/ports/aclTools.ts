import type { GpoId } from '../model/ids';

/** Compares and repairs the ACLs of a GPO in AD and in SYSVOL. */
export interface AclTools {
  isConsistent(gpo: GpoId): Promise<boolean>;
  /** Makes SYSVOL's ACL follow from AD's. */
  repair(gpo: GpoId): Promise<void>;
}
