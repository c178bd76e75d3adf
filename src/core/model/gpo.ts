import type { DomainAddress, GpoId, Sid, WmiFilterId } from './ids';

/** The half of a GPO that applies to computers or to users. */
export type Side = 'computer' | 'user';

/** Which sides are on. AD's `flags`: 0 all enabled, 1 user off, 2 computer off, 3 all off. */
export type GpoStatus = 'all-enabled' | 'user-disabled' | 'computer-disabled' | 'all-disabled';

/** The version of one side where AD says it and where SYSVOL's gpt.ini says it; `sysvol` is undefined when it cannot be read. */
export interface SideVersion {
  readonly ad: number;
  readonly sysvol: number | undefined;
}

/** What a list shows of a GPO; reading it touches no settings. */
export interface GpoSummary {
  readonly domain: DomainAddress;
  readonly id: GpoId;
  readonly name: string;
  readonly status: GpoStatus;
  readonly computer: SideVersion;
  readonly user: SideVersion;
  readonly wmiFilter: WmiFilterId | undefined;
  /** How many links of this domain's SOMs name it. */
  readonly linkCount: number;
  /** ISO 8601, UTC. */
  readonly modified: string;
  readonly owner: string;
  /** GPO.cmt. */
  readonly description: string;
  /** Whether the ACL in SYSVOL follows from the one in AD; undefined where that was not compared. */
  readonly aclConsistent: boolean | undefined;
}

/** The level of a trustee on a GPO, in GPMC's words. */
export type GpoPermissionLevel = 'read' | 'apply' | 'edit' | 'edit-delete-modify-security' | 'custom';

/** One row of a GPO's Delegation tab. */
export interface GpoPermission {
  readonly trustee: Trustee;
  readonly level: GpoPermissionLevel;
  readonly denied: boolean;
  readonly inherited: boolean;
}

/** A user, group or computer named by a security descriptor or a setting; `name` is undefined when the SID cannot be resolved. */
export interface Trustee {
  readonly sid: Sid;
  /** `DOMAIN\name` or a well-known name. */
  readonly name: string | undefined;
  readonly kind: 'user' | 'group' | 'computer' | 'well-known' | 'unknown';
}

/** All that is shown of one GPO. */
export interface GpoDetails extends GpoSummary {
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly sddl: string;
  readonly permissions: readonly GpoPermission[];
  readonly links: readonly GpoLinkPlace[];
  /** Files below the GPO's SYSVOL folder, `/`-separated relative paths, with sizes in bytes. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Where a GPO is linked, seen from the GPO. */
export interface GpoLinkPlace {
  readonly som: string;
  readonly somPath: string;
  readonly enabled: boolean;
  readonly enforced: boolean;
  /** Link order in that SOM, from 1 = highest precedence. */
  readonly order: number;
}
