import type { Disposable } from '../core/kernel/disposable';
import { isPolicyError, PolicyError } from '../core/kernel/errors';
import type { FileStore } from '../core/ports/fileStore';
import type { Clock, ProcessIdentity } from '../core/ports/host';
import { parseProcessRecord, processRecordBytes, type ProcessRecord } from './processRecord';

/** A lock that cannot be read is being written; one that is older than this was left by a process that died writing it. */
const unreadableForMs = 10_000;

interface LockPorts {
  readonly files: FileStore;
  readonly identity: ProcessIdentity;
  readonly clock: Clock;
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
  const ports: LockPorts = { files, identity, clock };
  files.makeFolder(files.dirname(path));
  if (!tryCreate(ports, path) && !takeOver(ports, path)) throw lockedError(ports, path, subject);
  return { dispose: () => files.removeFile(path) };
}

function tryCreate({ files, identity, clock }: LockPorts, path: string): boolean {
  try {
    files.createFile(path, processRecordBytes(identity, clock));
    return true;
  } catch (error) {
    if (isPolicyError(error, 'file-exists')) return false;
    // On a full disk it may be there in part, and would be in everybody's way.
    if (isPolicyError(error, 'file-disk-full')) files.removeFile(path);
    throw error;
  }
}

/** Only one process at a time may judge a lock: between its look and its removal nobody else can have taken it over. */
function takeOver(ports: LockPorts, path: string): boolean {
  if (!isStale(ports, path)) return false;
  const judging = `${path}.takeover`;
  if (!tryCreate(ports, judging)) {
    if (isStale(ports, judging)) ports.files.removeFile(judging);
    if (!tryCreate(ports, judging)) return false;
  }
  try {
    if (isStale(ports, path)) ports.files.removeFile(path);
    return tryCreate(ports, path);
  } finally {
    ports.files.removeFile(judging);
  }
}

function isStale(ports: LockPorts, path: string): boolean {
  const holder = readHolder(ports.files, path);
  if (holder !== undefined) return !ports.identity.isAlive(holder);
  const stat = ports.files.stat(path);
  return stat === undefined || ports.clock.now() - stat.modified > unreadableForMs;
}

function lockedError({ files }: LockPorts, path: string, subject: string): PolicyError {
  const holder = readHolder(files, path);
  return new PolicyError('domain-locked', {
    domain: subject,
    holder: holder === undefined ? '?' : `${holder.account}@${holder.host} (${String(holder.pid)})`,
    since: holder?.since ?? '?',
  });
}

function readHolder(files: FileStore, path: string): ProcessRecord | undefined {
  try {
    return parseProcessRecord(files.readFile(path));
  } catch (error) {
    if (isPolicyError(error)) return undefined;
    throw error;
  }
}
