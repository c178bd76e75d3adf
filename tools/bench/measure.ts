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

/** What a process measured of itself; see measuredProcess.cjs. */
export interface ProcessMeasures {
  /** Highest resident memory in bytes. */
  readonly peakMemory: number;
  /** When it last renamed a file: milliseconds since 1970. */
  readonly lastRename: number;
}

/** What a process wrote at its end. */
export function readMeasures(file: string): ProcessMeasures {
  const { peakMemory, lastRename } = JSON.parse(readFileSync(file, 'utf8')) as ProcessMeasures;
  if (!(peakMemory > 0 && lastRename > 0)) throw new Error(`nothing was measured in ${file}`);
  return { peakMemory, lastRename };
}
