import { createHash, randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfCancelled } from '../core/kernel/cancellation';
import type { Pacer } from '../core/kernel/pacer';
import type { Clock, GuidSource, Hasher, ProcessIdentity } from '../core/ports/host';

/** The computer's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Random GUIDs. */
export const randomGuids: GuidSource = { next: () => `{${randomUUID().toUpperCase()}}` };

/** SHA-256 of OpenSSL. */
export const sha256: Hasher = { sha256: (bytes) => createHash('sha256').update(bytes).digest('hex') };

const longestTurnMs = 8;

/** Yields to the event loop when more than 8 ms have passed since it last ran. */
export function eventLoopPacer(): Pacer {
  let last = performance.now();
  return {
    breathe: async (token) => {
      throwIfCancelled(token);
      if (performance.now() - last < longestTurnMs) return;
      await nextTurn();
      last = performance.now();
      throwIfCancelled(token);
    },
  };
}

/** This process, and how to tell whether another one on this computer still lives. */
export function processIdentity(): ProcessIdentity {
  const host = hostname();
  const startTime = processStat(process.pid)?.startTime ?? Math.round(Date.now() - process.uptime() * 1000);
  return {
    pid: process.pid,
    startTime,
    account: accountName(),
    host,
    isAlive: (other) => {
      if (other.host !== host) return true;
      if (!processExists(other.pid)) return false;
      const stat = processStat(other.pid);
      return stat === undefined || (!stat.hasEnded && Math.abs(stat.startTime - other.startTime) < 2000);
    },
  };
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What /proc says of a process on Linux: when it started, in milliseconds since 1970, and whether it has ended. */
interface ProcessStat {
  readonly startTime: number;
  /** It has ended, and its parent has not asked how yet: a signal still finds it. */
  readonly hasEnded: boolean;
}

/** Undefined where there is no /proc; there the pid alone has to do. */
function processStat(pid: number): ProcessStat | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = /^btime (\d+)/m.exec(readFileSync('/proc/stat', 'latin1'));
    const ticks = Number(fields[19]);
    if (boot?.[1] === undefined || Number.isNaN(ticks)) return undefined;
    return { startTime: Number(boot[1]) * 1000 + ticks * 10, hasEnded: /^[ZXx]$/.test(fields[0] ?? '') };
  } catch {
    return undefined;
  }
}

function accountName(): string {
  const domain = process.env['USERDOMAIN'];
  try {
    const { username } = userInfo();
    return domain === undefined || domain === '' ? username : `${domain}\\${username}`;
  } catch {
    // An account without an entry in the user database, as in some containers.
    return '';
  }
}
