import { join } from 'node:path';
import { PolicyError } from '../core/kernel/errors';
import type { Disposable } from '../core/kernel/disposable';
import type { ProviderFactory } from '../core/ports/domainProvider';
import type { HostPorts } from '../core/ports/hostPorts';
import { findPowerShell } from '../platform/powershell/findPowerShell';
import { startPowerShell, type PowerShellStart } from '../platform/powershell/startPowerShell';
import { systemTimers } from '../platform/systemTimers';
import { samePaths, type SessionPaths } from '../providers/gpmc/gpmcDeps';
import { GpmcProviderFactory } from '../providers/gpmc/gpmcProvider';
import { Session } from '../providers/gpmc/session/session';

/** An engine that takes the place of this computer's PowerShell, and how paths are spelled there. */
export interface LiveEngine {
  readonly start: PowerShellStart;
  readonly paths: SessionPaths;
}

/** What live domains need besides the ports. */
export interface LiveDomainOptions {
  /** Folder for temporary files. */
  readonly workFolder: string;
  readonly allowUnc: (path: string) => Disposable;
  /** PowerShell of this computer when not given. */
  readonly engine?: LiveEngine;
}

/** The provider of live domains; on a system that cannot reach them, one that says so. */
export function liveDomains(ports: HostPorts, options: LiveDomainOptions): ProviderFactory {
  const { engine } = options;
  if (engine === undefined && process.platform !== 'win32') return unreachable;
  return new GpmcProviderFactory({
    ...ports,
    ...options,
    paths: engine?.paths ?? samePaths,
    newSession: () => newSession(engine?.start ?? powerShell(), ports),
  });
}

function newSession(start: PowerShellStart, { logger }: HostPorts): Session {
  return new Session({
    executable: start.executable,
    start: () => startPowerShell(start),
    timers: systemTimers,
    logger,
  });
}

/** The scripts lie beside the bundle. @throws powershell-not-found */
function powerShell(): PowerShellStart {
  const found = findPowerShell(process.env);
  if (!found.found) throw new PolicyError('powershell-not-found', { searched: found.searched });
  const env = { ...process.env, GROUP_POLICY_HOST: join(__dirname, 'powershell') };
  return { executable: found.executable, env };
}

const unreachable: ProviderFactory = {
  kind: 'gpmc',
  open: (address) => Promise.reject(new PolicyError('live-domain-needs-windows', { address })),
};
