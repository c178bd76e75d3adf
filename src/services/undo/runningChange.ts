import { isPolicyError } from '../../core/kernel/errors';
import type { FileStore } from '../../core/ports/fileStore';
import type { ProcessIdentity } from '../../core/ports/host';
import type { UndoStore } from './undoStore';

/** What a process is in the middle of changing. */
export interface RunningChange {
  /** Name of the GPO or SOM. */
  readonly name: string;
  /** Folder of its safety backup; undefined when none was taken yet, or none is needed. */
  readonly safetyBackup: string | undefined;
}

/** What this process is changing, from its undo record; undefined when it changes nothing. Reads at once, and never throws. */
export function runningChange(
  store: UndoStore,
  files: Pick<FileStore, 'join'>,
  identity: ProcessIdentity,
): RunningChange | undefined {
  try {
    const own = store
      .list()
      .find(
        ({ state, process: { pid, startTime } }) =>
          state === 'running' && pid === identity.pid && startTime === identity.startTime,
      );
    const item = own === undefined ? undefined : store.items(own.id).findLast(({ state }) => state === 'running');
    if (item === undefined) return undefined;
    const { name, safety } = item;
    return { name, safetyBackup: safety === undefined ? undefined : files.join(safety.folder, safety.id) };
  } catch (error) {
    if (isPolicyError(error)) return undefined;
    throw error;
  }
}
