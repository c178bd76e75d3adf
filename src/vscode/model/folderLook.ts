import { toDisposable, type Disposable } from '../../core/kernel/disposable';
import { hostTimers, type Timers } from './throttle';

/** What looking at folders takes of a file system. Paths are absolute; nothing rejects. */
export interface FolderTimes {
  /** When an entry of the folder was last made, renamed or removed, in milliseconds; undefined when there is no folder. */
  modified(folder: string): Promise<number | undefined>;
  /** Paths of the folders in a folder; empty when there is no folder. */
  foldersIn(folder: string): Promise<readonly string[]>;
}

/** Nobody waits longer for a change that somebody else made. */
const intervalMs = 5000;
/** A folder with more folders in it holds a list: its own time tells of what is new in it. */
const fewFolders = 20;

/**
 * Looks every five seconds whether entries were made, renamed or removed in a folder and in the two levels below it.
 * Programs that replace files as a whole, this one and Git among them, change these times with every change of a domain;
 * a file that is written in place further down is not seen. It costs one call for each of a few folders.
 */
export function lookAtFolder(
  folder: string,
  changed: () => void,
  times: FolderTimes,
  timers: Timers = hostTimers,
): Disposable {
  let isDisposed = false;
  let waiting: Disposable | undefined;
  const look = async (before: Look): Promise<void> => {
    const isChanged = (await stampsOf(before.folders, times)) !== before.stamps;
    // looked at first, told then: what comes in between is read by whoever is told, or seen the next time
    const now = isChanged ? await lookAll(folder, times) : before;
    if (isChanged && !isDisposed) changed();
    later(now);
  };
  const later = (before: Look): void => {
    if (!isDisposed) waiting = timers.after(intervalMs, () => void look(before));
  };
  void lookAll(folder, times).then(later);
  return toDisposable(() => {
    isDisposed = true;
    waiting?.dispose();
  });
}

/** What was seen, and where. */
interface Look {
  readonly folders: readonly string[];
  readonly stamps: string;
}

async function lookAll(folder: string, times: FolderTimes): Promise<Look> {
  const folders = [folder, ...(await foldersBelow(folder, 2, times))];
  return { folders, stamps: await stampsOf(folders, times) };
}

async function foldersBelow(folder: string, levels: number, times: FolderTimes): Promise<readonly string[]> {
  if (levels === 0) return [];
  const folders = await times.foldersIn(folder);
  if (folders.length > fewFolders) return [];
  const below = await Promise.all(folders.map((each) => foldersBelow(each, levels - 1, times)));
  return [...folders, ...below.flat()];
}

async function stampsOf(folders: readonly string[], times: FolderTimes): Promise<string> {
  return (await Promise.all(folders.map((each) => times.modified(each)))).join();
}
