import type { OperationProgress } from '../../core/model/operation';
import type { RunContext } from '../../core/ports/runContext';
import type { ReportSessions } from './reportSessions';
import type { ReportFormat, ReportSource } from './reportSource';

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
