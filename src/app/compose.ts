import { eventLoopPacer, processIdentity, randomGuids, sha256, systemClock } from '../platform/hostPorts';
import { NodeFileStore } from '../platform/nodeFileStore';
import { makeStateFolder, stateFolder } from '../platform/stateFolder';
import type { Disposable } from '../core/kernel/disposable';
import { SnapshotProviderFactory } from '../providers/snapshot/snapshotProvider';
import { createServices, type HostServices } from '../services/composeServices';
import { reportWords } from '../text/reportWords';
import { liveDomains, type LiveEngine } from './liveDomains';

/** What a host may choose. */
export interface ComposeOptions {
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Days for which safety backups and undo history are kept; 30 when not given. */
  readonly retentionDays?: number;
  /** Whether safety backups are taken before something is overwritten or deleted; they are when not given. */
  readonly safetyBackups?: boolean;
  /** UNC folders that the user named; any other UNC path is refused. */
  readonly uncRoots?: readonly string[];
  /** What drives Group Policy Management instead of this computer's PowerShell: for tests, never a user's setting. */
  readonly liveEngine?: LiveEngine;
}

const undoChangesKept = 200;

/** All use cases on this computer: the only place that knows every provider. Opens and reads nothing by itself. */
export function composeServices(options: ComposeOptions): HostServices {
  const folder = stateFolder();
  try {
    makeStateFolder(folder);
  } catch (error) {
    // Reading a domain works without it; what has to write there says what is wrong, and where.
    options.log('warn', String(error));
  }
  const files = new NodeFileStore(options.uncRoots ?? []);
  const ports = {
    files,
    clock: systemClock,
    guids: randomGuids,
    hasher: sha256,
    identity: processIdentity(),
    pacer: eventLoopPacer(),
    logger: {
      info: (message: string): void => {
        options.log('info', message);
      },
      warn: (message: string): void => {
        options.log('warn', message);
      },
      error: (message: string, cause?: unknown): void => {
        options.log('error', cause instanceof Error ? `${message}: ${cause.stack ?? cause.message}` : message);
      },
    },
  };
  const allowUnc = (path: string): Disposable => files.allowUnc(path);
  const live = {
    workFolder: files.join(folder, 'work'),
    allowUnc,
    ...(options.liveEngine === undefined ? {} : { engine: options.liveEngine }),
  };
  return createServices({
    ...ports,
    stateFolder: folder,
    factories: [new SnapshotProviderFactory(ports), liveDomains(ports, live)],
    reportWords,
    allowUnc,
    safetyBackups: options.safetyBackups ?? true,
    undoRetention: { days: options.retentionDays ?? 30, changes: undoChangesKept },
  });
}
