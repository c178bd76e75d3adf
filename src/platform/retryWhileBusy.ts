import { errorNumber } from './fileErrors';

/** Virus scanners and indexers hold new files for moments; Windows then refuses to rename them. */
const busy = new Set(['EBUSY', 'EPERM', 'EACCES']);
const pauses = [10, 20, 40, 80, 160, 320];

/** Repeats a call that Windows refused because somebody has the file open, for two thirds of a second; elsewhere once. */
export function retryWhileBusy(
  call: () => void,
  platform: NodeJS.Platform = process.platform,
  pause: (milliseconds: number) => void = sleep,
): void {
  for (const milliseconds of platform === 'win32' ? pauses : []) {
    try {
      call();
      return;
    } catch (error) {
      if (!busy.has(errorNumber(error) ?? '')) throw error;
      pause(milliseconds);
    }
  }
  call();
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
