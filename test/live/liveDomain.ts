import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveDomains } from '../../src/app/liveDomains';
import { neverCancelled } from '../../src/core/kernel/cancellation';
import { parseGpoId, type GpoId } from '../../src/core/model/ids';
import { liveAddress } from '../../src/core/model/liveAddress';
import type { DomainProvider } from '../../src/core/ports/domainProvider';
import type { HostPorts } from '../../src/core/ports/hostPorts';
import { eventLoopPacer, processIdentity, randomGuids, sha256, systemClock } from '../../src/platform/hostPorts';
import { NodeFileStore } from '../../src/platform/nodeFileStore';
import { createSampleDomain } from '../../src/services/sample/sampleDomain';
import { liveEngine, type LiveEngineOptions } from './liveEngine';

/** The sample domain in a folder, served by the test server and reached through PowerShell's engine under Wine. */
export class LiveDomain {
  readonly ports: HostPorts;

  private constructor(
    readonly folder: string,
    readonly provider: DomainProvider,
    ports: HostPorts,
  ) {
    this.ports = ports;
  }

  static async open(options: LiveEngineOptions = {}): Promise<LiveDomain> {
    const folder = mkdtempSync(join(tmpdir(), 'live domain-'));
    const ports = hostPorts();
    const domain = join(folder, 'domain');
    await createSampleDomain(
      ports.files,
      ports.pacer,
      { folder: domain },
      { token: neverCancelled, progress: () => undefined },
    );
    for (const name of ['work', 'backups']) mkdirSync(join(folder, name));
    const factory = liveDomains(ports, {
      workFolder: join(folder, 'work'),
      allowUnc: () => ({ dispose: () => undefined }),
      engine: liveEngine({ 'contoso.com': domain }, options),
    });
    const address = liveAddress({ dnsName: 'contoso.com', controller: { kind: 'pdc' } });
    return new LiveDomain(folder, await factory.open(address), ports);
  }

  /** An empty folder for backups. */
  get backups(): string {
    return join(this.folder, 'backups');
  }

  async gpo(name: string): Promise<GpoId> {
    const all = await this.provider.reader.gpos({ token: neverCancelled, progress: () => undefined });
    const id = parseGpoId(all.find((gpo) => gpo.name === name)?.id ?? '');
    if (id === undefined) throw new Error(`no GPO ${name}`);
    return id;
  }

  dispose(): void {
    this.provider.dispose();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function hostPorts(): HostPorts {
  return {
    files: new NodeFileStore([]),
    clock: systemClock,
    guids: randomGuids,
    hasher: sha256,
    identity: processIdentity(),
    pacer: eventLoopPacer(),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
}
