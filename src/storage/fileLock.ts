import type { Disposable } from '../core/kernel/disposable';
import { isPolicyError, PolicyError } from '../core/kernel/errors';
import type { FileStore } from '../core/ports/fileStore';
import type { Clock, ProcessIdentity } from '../core/ports/host';

interface Holder {
  readonly pid: number;
  readonly startTime: number;
  readonly host: string;
  readonly account: string;
  readonly since: string;
}

/**
 * Takes a lock: a file that only one process can create. One left by a dead process is taken over.
 * @throws domain-locked naming holder and time
 */
export function takeLock(
  files: FileStore,
  path: string,
  subject: string,
  identity: ProcessIdentity,
  clock: Clock,
): Disposable {
  const own: Holder = {
    pid: identity.pid,
    startTime: identity.startTime,
    host: identity.host,
    account: identity.account,
    since: new Date(clock.now()).toISOString(),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(own));
  files.makeFolder(files.dirname(path));
  for (let attempt = 0; ; attempt += 1) {
    try {
      files.createFile(path, bytes);
      return { dispose: () => files.removeFile(path) };
    } catch (error) {
      if (!isPolicyError(error, 'file-exists')) throw error;
      const holder = readHolder(files, path);
      const alive = holder !== undefined && identity.isAlive(holder);
      if (alive || attempt > 2)
        throw new PolicyError('domain-locked', {
          domain: subject,
          holder: holder === undefined ? '?' : `${holder.account}@${holder.host} (${String(holder.pid)})`,
          since: holder?.since ?? '?',
        });
      files.removeFile(path);
    }
  }
}

function readHolder(files: FileStore, path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(files.readFile(path)));
    return isHolder(value) ? value : undefined;
  } catch {
    // Written in part by a process that died, or gone meanwhile.
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'startTime' in value &&
    typeof value.startTime === 'number' &&
    'host' in value &&
    typeof value.host === 'string'
  );
}
