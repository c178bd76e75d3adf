import type { CancellationToken } from '../../core/kernel/cancellation';
import { isPolicyError, PolicyError, toErrorValue } from '../../core/kernel/errors';
import type { ItemOutcome, OperationProgress, OperationSummary } from '../../core/model/operation';
import type { OperationStatus } from '../../core/model/operationStatus';
import type { Logger } from '../../core/ports/host';
import type { RunContext } from '../../core/ports/runContext';
import { BatchProgress } from './batchProgress';

/** Work within an item that reports a Status of its own: a safety backup, then the change. */
export type Phase = (run: RunContext<OperationStatus>) => Promise<void>;

/** One item of a batch: a GPO, a SOM or a backup. */
export interface BatchItem {
  /** GUID, SOM path or backup id. */
  readonly subject: string;
  readonly name: string;
  readonly phases: readonly Phase[];
  /** Reads again what is there now; called once after the item ran, however it ended. */
  readonly after?: () => Promise<ItemOutcome['after']>;
}

/**
 * Runs items one after the other. The failure of one does not stop the others; Cancel reaches the running one through its
 * token and starts no other. What became of each is in the outcomes, in the items' order.
 */
export async function runBatch(
  items: readonly BatchItem[],
  run: RunContext<OperationProgress>,
  logger: Pick<Logger, 'warn'>,
): Promise<readonly ItemOutcome[]> {
  const progress = new BatchProgress(items.length, run.progress);
  const listening = run.token.onCancellationRequested(() => {
    progress.cancelling();
  });
  try {
    const outcomes: ItemOutcome[] = [];
    for (const item of items) {
      if (run.token.isCancellationRequested) outcomes.push(outcome(item, 'not-started', undefined, {}));
      else outcomes.push(await runItem(item, progress, run.token, logger));
    }
    return outcomes;
  } finally {
    listening.dispose();
  }
}

/** How a batch ended as a whole. */
export function batchState(outcomes: readonly ItemOutcome[]): OperationSummary['state'] {
  const count = (state: ItemOutcome['state']): number => outcomes.filter((item) => item.state === state).length;
  if (count('cancelled') + count('not-started') > 0) return 'cancelled';
  const failed = count('failed');
  if (failed === 0) return 'done';
  return failed === outcomes.length ? 'failed' : 'partly-failed';
}

async function runItem(
  item: BatchItem,
  progress: BatchProgress,
  token: CancellationToken,
  logger: Pick<Logger, 'warn'>,
): Promise<ItemOutcome> {
  progress.begin(item.name, item.phases.length);
  const failure = await runPhases(item, progress, token);
  const after = await readAgain(item, logger);
  progress.end();
  if (failure === undefined) return outcome(item, 'done', undefined, after);
  return isPolicyError(failure.error, 'cancelled')
    ? outcome(item, 'cancelled', undefined, after)
    : outcome(item, 'failed', failure.error, after);
}

async function runPhases(
  item: BatchItem,
  progress: BatchProgress,
  token: CancellationToken,
): Promise<{ readonly error: unknown } | undefined> {
  try {
    for (const [index, phase] of item.phases.entries()) {
      if (token.isCancellationRequested) throw new PolicyError('cancelled', {});
      progress.beginPhase(index);
      let running = true;
      await phase({
        token,
        // A server may go on talking after its operation has ended; that is not about the next one.
        progress: (status) => {
          if (running) progress.say(status);
        },
      }).finally(() => {
        running = false;
      });
    }
    return undefined;
  } catch (error) {
    return { error };
  }
}

async function readAgain(item: BatchItem, logger: Pick<Logger, 'warn'>): Promise<ItemOutcome['after']> {
  try {
    return (await item.after?.()) ?? {};
  } catch (error) {
    logger.warn(`The state of ${item.name} could not be read again: ${JSON.stringify(toErrorValue(error))}`);
    return {};
  }
}

function outcome(
  { subject, name }: BatchItem,
  state: ItemOutcome['state'],
  error: unknown,
  after: ItemOutcome['after'],
): ItemOutcome {
  return { subject, name, state, error: error === undefined ? undefined : toErrorValue(error), after };
}
