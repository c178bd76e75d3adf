import type { Disposable } from '../../core/kernel/disposable';

/** Tells of every change in a folder and below it, until it is disposed; also of a folder that comes, goes or comes back. */
export type WatchFolder = (folder: string, changed: () => void) => Disposable;
