import type { OperationStatus } from '../../../core/model/operationStatus';
import type { RunContext } from '../../../core/ports/runContext';
import type { OperationReport } from '../protocol';

/** Passes on what the server says, as it says it: denominators may be 0 and numerators may fall. */
export function saying({ progress }: Pick<RunContext<OperationStatus>, 'progress'>): (report: OperationReport) => void {
  return ({ numerator, denominator, hresult, messages }) => {
    progress({
      numerator,
      denominator,
      hresult,
      messages: messages.map(({ objectPath, errorCode, extensionName, settingsName, text }) => ({
        objectPath,
        errorCode,
        extensionName,
        settingsName,
        text,
      })),
    });
  };
}
