import { readFileSync } from 'node:fs';

/** The middle of the sorted values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least this share (0 to 1) of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** Runs the work and resolves with the milliseconds that it took. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Highest resident memory in bytes that a process wrote at its end, as peakMemory.cjs does. */
export function readPeakMemory(file: string): number {
  const bytes = Number(readFileSync(file, 'utf8'));
  if (!(bytes > 0)) throw new Error(`no peak memory in ${file}`);
  return bytes;
}
