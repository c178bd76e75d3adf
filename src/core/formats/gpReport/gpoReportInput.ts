import type { GpoPermission, Trustee } from '../../model/gpo';
import type { PolRecord } from '../registryPol/polRecord';

/** All that a report on one GPO says. Plain data: a provider fills it. */
export interface GpoReportInput {
  /** In braces. */
  readonly id: string;
  /** DNS name of the domain. */
  readonly domain: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly modified: string;
  readonly read: string;
  readonly sddl: string;
  readonly owner: Trustee;
  readonly group: Trustee | undefined;
  readonly permissions: readonly GpoPermission[];
  readonly wmiFilter: { readonly name: string; readonly description: string } | undefined;
  readonly computer: GpoReportSide;
  readonly user: GpoReportSide;
  readonly links: readonly GpoReportLink[];
}

/** One side of the GPO. */
export interface GpoReportSide {
  /** Version in Active Directory. */
  readonly directoryVersion: number;
  /** Version in gpt.ini; undefined when it cannot be read. */
  readonly sysvolVersion: number | undefined;
  readonly enabled: boolean;
  /** Records of registry.pol in file order. */
  readonly registry: readonly PolRecord[];
  /** Extensions whose settings are not rendered, with their files. */
  readonly extensions: readonly UnrenderedExtension[];
}

/** An extension that has settings in this side which the report only names. */
export interface UnrenderedExtension {
  /** GUID of the client-side extension, in braces; empty where files lie in the GPO that no extension claims. */
  readonly id: string;
  /** As GPMC calls it: `Security`, `Scripts`. */
  readonly name: string;
  /** Paths relative to the GPO's folder, sizes in bytes. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Where the GPO is linked. */
export interface GpoReportLink {
  readonly name: string;
  /** Canonical form: `example.com/Servers`; see canonicalName. */
  readonly path: string;
  readonly enabled: boolean;
  readonly enforced: boolean;
}
