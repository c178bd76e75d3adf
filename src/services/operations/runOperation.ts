import type { ItemOutcome, OperationKind, OperationProgress, OperationSummary } from '../../core/model/operation';
import type { Clock, GuidSource, Logger } from '../../core/ports/host';
import type { RunContext } from '../../core/ports/runContext';
import type { OperationRegistry } from './operationRegistry';
import { batchState, runBatch, type BatchItem } from './runBatch';

/** What running an operation needs of the host. */
export interface OperationPorts {
  readonly clock: Clock;
  readonly guids: GuidSource;
  readonly logger: Logger;
  readonly operations: OperationRegistry;
}

/** An operation: its items, and what is done once after all of them. */
export interface Operation {
  readonly kind: OperationKind;
  readonly change?: string;
  readonly domainName: string;
  readonly items: readonly BatchItem[];
  /** Called however the items ended; what it returns goes into the summary. */
  readonly finish?: (outcomes: readonly ItemOutcome[]) => Promise<Pick<OperationSummary, 'undoId' | 'backupSet'>>;
}

/** Runs an operation, keeps it in the registry while it runs and afterwards, and sums it up. */
export async function runOperation(
  operation: Operation,
  ports: OperationPorts,
  run: RunContext<OperationProgress>,
): Promise<OperationSummary> {
  const start = {
    id: ports.guids.next(),
    kind: operation.kind,
    change: operation.change,
    domainName: operation.domainName,
    started: isoTime(ports.clock),
  };
  const handle = ports.operations.begin({ ...start, subjects: operation.items.map((item) => item.name) });
  const progress = (report: OperationProgress): void => {
    handle.progress(report);
    run.progress(report);
  };
  let summary: OperationSummary | undefined;
  try {
    const items = await runBatch(operation.items, { token: run.token, progress }, ports.logger);
    const finished = (await operation.finish?.(items)) ?? { undoId: undefined, backupSet: undefined };
    summary = { ...start, ended: isoTime(ports.clock), state: batchState(items), items, ...finished };
    return summary;
  } finally {
    handle.end(summary);
  }
}

/** Now, ISO 8601 to the second, UTC. */
export function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
}
