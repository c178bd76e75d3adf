import type { InfFile } from '../inf/infFile';

/** A security template (GptTmpl.inf, MS-GPSB 2.2). */
export interface GptTmpl {
  /** In file order. Change, add (with `line: undefined`) or leave out entries, then write. */
  readonly entries: readonly GptTmplEntry[];
  /** The file as it was read; what of `entries` equals it is written from it. */
  readonly source: InfFile;
}

interface Placed {
  /** Line in `source`, from 0; undefined for an entry that is new. */
  readonly line: number | undefined;
}

/** One line of a security template. */
export type GptTmplEntry =
  TemplateSetting | RegistryValueEntry | SecuredObject | UserRight | GroupRelation | UnknownLine;

/** `key = value` of System Access, Kerberos Policy, Event Audit, the logs, Unicode, Version and of sections that are not known. */
export interface TemplateSetting extends Placed {
  readonly kind: 'setting';
  readonly section: string;
  readonly name: string;
  /** Without quotes around it. */
  readonly value: string;
}

/** `path=type,data` of Registry Values (MS-GPSB 2.2.5). */
export interface RegistryValueEntry extends Placed {
  readonly kind: 'registry-value';
  /** `MACHINE\…\value name` or `USER\…`. */
  readonly path: string;
  /** REG_SZ 1, REG_EXPAND_SZ 2, REG_BINARY 3, REG_DWORD 4, REG_MULTI_SZ 7. */
  readonly type: number;
  /** One text for types 1, 2 and 4, decimal bytes for 3, the strings for 7; an empty multi-string is the empty list. */
  readonly data: readonly string[];
}

/** `"name",mode,"SDDL"` (MS-GPSB 2.2.7 to 2.2.9). */
export interface SecuredObject extends Placed {
  readonly kind: 'object';
  readonly target: 'service' | 'registry-key' | 'file';
  readonly name: string;
  /**
   * Services: start 2 automatic, 3 manual, 4 disabled. Keys and files: 0 propagate inheritable permissions, 1 replace
   * those below, 2 do not allow them to be replaced.
   */
  readonly mode: string;
  /** Empty where no permissions are set. */
  readonly sddl: string;
  /** The number before `=` in what secedit exports: `1="path", mode, "SDDL"` (measured). */
  readonly ordinal: string | undefined;
}

/** `SeName = *SID,name,…` of Privilege Rights. No member is a setting: nobody has the right. */
export interface UserRight extends Placed {
  readonly kind: 'right';
  readonly name: string;
  /** SIDs without their `*`, or names. */
  readonly members: readonly string[];
}

/** `group__Members = …` or `group__Memberof = …` of Group Membership. */
export interface GroupRelation extends Placed {
  readonly kind: 'group';
  /** SID without its `*`, or a name. */
  readonly group: string;
  readonly relation: 'members' | 'member-of';
  readonly members: readonly string[];
}

/** A line that does not have the form of its section; kept as it is. */
export interface UnknownLine extends Placed {
  readonly kind: 'unknown';
  readonly section: string;
  readonly text: string;
}
