import type { BackupChoice } from '../../core/model/changeRequest';
import type { DomainAddress, GpoId } from '../../core/model/ids';
import type { OperationProgress } from '../../core/model/operation';
import type { RunContext } from '../../core/ports/runContext';
import type { ReportSessions } from './reportSessions';

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

/** Use cases about reports. */
export interface ReportServices extends ReportSessions {
  /** The report in GPMC's XML schema, as the bytes of a gpreport.xml. */
  reportXml(input: { readonly source: ReportSource }, run: RunContext<OperationProgress>): Promise<Uint8Array>;
  /** The report rendered: bytes of a file of that form. */
  renderReport(
    input: { readonly source: ReportSource; readonly format: ReportFormat },
    run: RunContext<OperationProgress>,
  ): Promise<Uint8Array>;
}
