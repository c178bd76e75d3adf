import type { DomainAddress } from '../../core/model/ids';
import type { ProcessIdentity } from '../../core/ports/host';
import type { UndoEntry } from '../api';
import type { UndoRecord } from './undoRecord';
import type { UndoStore } from './undoStore';

/**
 * What can be undone, newest first; what a dead process left in the middle too. An Undo is not listed, so that the next one
 * takes the change before back; it can be taken back itself by the id in its summary.
 */
export function listUndo(
  store: UndoStore,
  identity: ProcessIdentity,
  address: DomainAddress | undefined,
): readonly UndoEntry[] {
  const isInterrupted = (record: UndoRecord): boolean =>
    !isRunning(record, identity) && store.items(record.id).some(({ steps }) => steps.length > 0);
  return store
    .list(address)
    .filter((record) => record.change !== 'undo' && (record.state !== 'running' || isInterrupted(record)))
    .map(({ id, address: of, domainName, time, change, subjects, undone }) => ({
      id,
      address: of,
      domainName,
      time,
      change,
      subjects,
      undone,
    }));
}

/** Whether the change is being made now. */
export function isRunning({ state, process }: UndoRecord, identity: ProcessIdentity): boolean {
  return state === 'running' && identity.isAlive(process);
}
