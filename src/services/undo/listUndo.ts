import type { DomainAddress } from '../../core/model/ids';
import type { UndoEntry } from '../api';
import type { UndoStore } from './undoStore';

/**
 * What can be undone, newest first. An Undo is not listed, so that the next one takes the change before back; it can be
 * taken back itself by the id in its summary.
 */
export function listUndo(store: UndoStore, address: DomainAddress | undefined): readonly UndoEntry[] {
  return store
    .list(address)
    .filter(({ state, change }) => state !== 'running' && change !== 'undo')
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
