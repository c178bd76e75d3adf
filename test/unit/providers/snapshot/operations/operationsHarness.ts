import { neverCancelled } from '../../../../../src/core/kernel/cancellation';
import { breathlessPacer, type Pacer } from '../../../../../src/core/kernel/pacer';
import {
  parseBackupId,
  snapshotAddress,
  type BackupId,
  type DomainAddress,
  type GpoId,
} from '../../../../../src/core/model/ids';
import type { DomainProvider } from '../../../../../src/core/ports/domainProvider';
import type { FileStore } from '../../../../../src/core/ports/fileStore';
import type { GpoOperations } from '../../../../../src/core/ports/gpoOperations';
import type { GpoWriter } from '../../../../../src/core/ports/gpoWriter';
import type { ProcessIdentity } from '../../../../../src/core/ports/host';
import type { HostPorts } from '../../../../../src/core/ports/hostPorts';
import { sha256 } from '../../../../../src/platform/hostPorts';
import { SnapshotProviderFactory } from '../../../../../src/providers/snapshot/snapshotProvider';
import { createSampleDomain } from '../../../../../src/services/sample/sampleDomain';
import { BackupSet } from '../../../../../src/storage/backupSet/backupSet';

/** Nobody listens and nobody cancels. */
export const quietly = { token: neverCancelled, progress: (): void => undefined };

/** A process with files: clock, GUIDs and identity are the same every time; other pids are dead unless they are in `alive`. */
export function portsOf(
  files: FileStore,
  options: { readonly pid?: number; readonly alive?: ReadonlySet<number>; readonly pacer?: Pacer } = {},
): HostPorts {
  const pid = options.pid ?? 1;
  let guid = 0;
  const identity: ProcessIdentity = {
    pid,
    startTime: 1,
    account: 'CONTOSO\\admin',
    host: 'here',
    isAlive: (other) => other.pid === pid || options.alive?.has(other.pid) === true,
  };
  return {
    files,
    clock: { now: () => Date.UTC(2026, 5, 1, 12) },
    guids: {
      next: () => {
        guid += 1;
        const [group, end] = [pid.toString(16), guid.toString(16)].map((part) => part.toUpperCase());
        return `{F0F0F0F0-0000-4000-${(group ?? '').padStart(4, '0')}-${(end ?? '').padStart(12, '0')}}`;
      },
    },
    hasher: sha256,
    identity,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    pacer: options.pacer ?? breathlessPacer,
  };
}

/** A domain that is open, and what most tests do with it. */
export class OpenDomain {
  private constructor(
    readonly ports: HostPorts,
    readonly provider: DomainProvider,
  ) {}

  static async open(ports: HostPorts, root: string): Promise<OpenDomain> {
    return new OpenDomain(ports, await new SnapshotProviderFactory(ports).open(snapshotAddress(root)));
  }

  /** A sample domain made in `root`. */
  static async sample(ports: HostPorts, root: string): Promise<OpenDomain> {
    await createSampleDomain(ports.files, ports.pacer, { folder: root }, quietly);
    return OpenDomain.open(ports, root);
  }

  get address(): DomainAddress {
    return this.provider.address;
  }

  get operations(): GpoOperations {
    const { operations } = this.provider;
    if (!operations.available) throw new Error(operations.reason);
    return operations.port;
  }

  get writer(): GpoWriter {
    const { gpoWriter } = this.provider;
    if (!gpoWriter.available) throw new Error(gpoWriter.reason);
    return gpoWriter.port;
  }

  /** Id of the GPO with that name. */
  async gpo(name: string): Promise<GpoId> {
    const found = (await this.provider.reader.gpos(quietly)).find((gpo) => gpo.name === name);
    if (found === undefined) throw new Error(`no GPO ${name}`);
    return found.id;
  }

  /** Backs a GPO up as the services do; returns the backup's id. */
  async backUp(gpo: GpoId, folder: string, run = quietly): Promise<BackupId> {
    const { files, guids } = this.ports;
    files.makeFolder(folder);
    const set = new BackupSet(this.ports, folder);
    const id = parseBackupId(guids.next());
    if (id === undefined) throw new Error('no id');
    const into = set.stage(id);
    try {
      await this.operations.backup(gpo, { into, id, comment: 'a comment', time: '2026-06-01T12:00:00Z' }, run);
      set.publish(id);
    } catch (error) {
      set.unstage(id);
      throw error;
    }
    set.updateManifest();
    return id;
  }
}
