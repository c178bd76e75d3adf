import { toDisposable, type Disposable } from '../../core/kernel/disposable';
import { hostTimers, type Timers } from './throttle';

/** What looking at folders takes of a file system. Paths are absolute; nothing rejects. */
export interface FolderTimes {
  /** When an entry of the folder was last made, renamed or removed, in milliseconds; undefined when there is no folder. */
  modified(folder: string): Promise<number | undefined>;
  /** Paths of the folders in a folder; empty when there is no folder. */
  foldersIn(folder: string): Promise<readonly string[]>;
  /** The present time on the clock of `modified`, as nearly as it is known: a share has a clock of its own. */
  now(): number;
}

/** Nobody waits longer for a change that somebody else made. */
const intervalMs = 5000;
/** A folder with more folders in it holds a list: its own time tells of what is new in it. */
const fewFolders = 20;
/** What changed so shortly before the first look may have been read half, by whoever reads when looking begins. */
const unsureMs = 2000;

/**
 * Looks every five seconds whether entries were made, renamed or removed in a folder and in the two levels below it.
 * Programs that replace files as a whole, this one and Git among them, change these times with every change of a domain;
 * a file that is written in place further down is not seen. What happens while it looks for the first time is told too.
 * It costs one call for each of a few folders.
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
    const isChanged = stampsOf(await timesOf(before.folders, times)) !== before.stamps;
    // looked at first, told then: what comes in between is read by whoever is told, or seen the next time
    const now = isChanged ? await lookAll(folder, times) : before;
    if (isChanged && !isDisposed) changed();
    later(now);
  };
  const later = (before: Look): void => {
    if (!isDisposed) waiting = timers.after(intervalMs, () => void look(before));
  };
  const unsureSince = times.now() - unsureMs;
  const first = async (): Promise<void> => {
    const now = await lookAll(folder, times);
    if (now.latest >= unsureSince && !isDisposed) changed();
    later(now);
  };
  void first();
  return toDisposable(() => {
    isDisposed = true;
    waiting?.dispose();
  });
}

/** What was seen, where, and when the latest of it happened. */
interface Look {
  readonly folders: readonly string[];
  readonly stamps: string;
  readonly latest: number;
}

async function lookAll(folder: string, times: FolderTimes): Promise<Look> {
  const folders = [folder, ...(await foldersBelow(folder, 2, times))];
  const seen = await timesOf(folders, times);
  return { folders, stamps: stampsOf(seen), latest: Math.max(...seen.map((time) => time ?? 0)) };
}

async function foldersBelow(folder: string, levels: number, times: FolderTimes): Promise<readonly string[]> {
  if (levels === 0) return [];
  const folders = await times.foldersIn(folder);
  if (folders.length > fewFolders) return [];
  const below = await Promise.all(folders.map((each) => foldersBelow(each, levels - 1, times)));
  return [...folders, ...below.flat()];
}

function timesOf(folders: readonly string[], times: FolderTimes): Promise<readonly (number | undefined)[]> {
  return Promise.all(folders.map((each) => times.modified(each)));
}

function stampsOf(seen: readonly (number | undefined)[]): string {
  return seen.join();
}
