import type { ErrorValue } from '../kernel/errors';
import type { BackupId, GpoId } from './ids';
import type { GpoStatus } from './gpo';

/** One backup of one GPO in a backup set. What cannot be read is in `problem`, and the rest is still there. */
export interface BackupSummary {
  /** Absolute path of the backup set. */
  readonly folder: string;
  readonly id: BackupId;
  readonly gpo: GpoId;
  readonly gpoName: string;
  /** DNS name of the domain of origin. */
  readonly domain: string;
  readonly domainGuid: string;
  readonly domainController: string;
  /** ISO 8601, UTC (measured: BackupTime is UTC though it carries no zone). */
  readonly time: string;
  readonly comment: string;
  /** Whether a gpreport.xml lies beside it. */
  readonly hasReport: boolean;
  /** Whether manifest.xml lists it; the folders are the truth, the manifest is an index. */
  readonly inManifest: boolean;
  /** What is wrong with it; undefined for a whole backup. */
  readonly problem: ErrorValue | undefined;
}

/** What this product adds beside a backup that GPMC's own format cannot hold; Windows ignores the file. */
export interface BackupSidecar {
  readonly version: 1;
  readonly domain: string;
  readonly account: string;
  readonly status: GpoStatus;
  readonly links: readonly {
    readonly somPath: string;
    readonly order: number;
    readonly enabled: boolean;
    readonly enforced: boolean;
  }[];
  readonly wmiFilter:
    | {
        readonly id: string;
        readonly name: string;
        readonly queries: readonly { readonly namespace: string; readonly query: string }[];
      }
    | undefined;
}
