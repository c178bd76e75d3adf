import type { Clock, ProcessIdentity } from '../core/ports/host';

/** Which process wrote a lock or works in a folder: what is needed to tell whether it still lives, and to name it. */
export interface ProcessRecord {
  readonly pid: number;
  readonly startTime: number;
  readonly host: string;
  readonly account: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** The record of this process as the bytes of a JSON file. */
export function processRecordBytes(identity: ProcessIdentity, clock: Clock): Uint8Array {
  const { pid, startTime, host, account } = identity;
  const record: ProcessRecord = { pid, startTime, host, account, since: new Date(clock.now()).toISOString() };
  return new TextEncoder().encode(JSON.stringify(record));
}

/** The record that `bytes` hold; undefined for a file that a dying process wrote in part. */
export function parseProcessRecord(bytes: Uint8Array): ProcessRecord | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isProcessRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isProcessRecord(value: unknown): value is ProcessRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, startTime, host, account, since }: Partial<Record<keyof ProcessRecord, unknown>> = value;
  const texts = [host, account, since].every((field) => typeof field === 'string');
  return typeof pid === 'number' && typeof startTime === 'number' && texts;
}
