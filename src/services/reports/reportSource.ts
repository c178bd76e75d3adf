import type { BackupChoice } from '../../core/model/changeRequest';
import type { DomainAddress, GpoId } from '../../core/model/ids';

/** What a report is about. */
export type ReportSource =
  | { readonly kind: 'gpo'; readonly address: DomainAddress; readonly gpo: GpoId }
  | { readonly kind: 'backup'; readonly backup: BackupChoice }
  /** A gpreport.xml; absolute path. */
  | { readonly kind: 'file'; readonly path: string }
  /** The bytes of a gpreport.xml that the host read itself. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly name: string };

/** The forms in which a report can be saved. */
export type ReportFormat = 'html' | 'markdown' | 'json' | 'xml';
