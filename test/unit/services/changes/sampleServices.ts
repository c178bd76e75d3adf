import { posix } from 'node:path';
import { neverCancelled } from '../../../../src/core/kernel/cancellation';
import { breathlessPacer } from '../../../../src/core/kernel/pacer';
import type { ChangePlan } from '../../../../src/core/model/changePlan';
import type { ChangeRequest } from '../../../../src/core/model/changeRequest';
import type { GpoSummary } from '../../../../src/core/model/gpo';
import { snapshotAddress, type DomainAddress, type GpoId } from '../../../../src/core/model/ids';
import type { OperationSummary } from '../../../../src/core/model/operation';
import type { Logger, ProcessIdentity } from '../../../../src/core/ports/host';
import type { FileStore } from '../../../../src/core/ports/fileStore';
import { sha256 } from '../../../../src/platform/hostPorts';
import { SnapshotProviderFactory } from '../../../../src/providers/snapshot/snapshotProvider';
import type { Services } from '../../../../src/services/api';
import { createServices } from '../../../../src/services/composeServices';
import { reportWords } from '../../../../src/text/reportWords';
import { MemoryFileStore } from '../../../fakes/memoryFileStore';

/** Nobody listens and nobody cancels. */
export const quietly = { token: neverCancelled, progress: (): void => undefined };

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The services on a sample domain in memory, with a clock and GUIDs that are the same every time. */
export class SampleServices {
  readonly root = '/test';
  readonly address: DomainAddress;
  readonly services: Services;
  readonly files: FileStore;
  /** Processes that count as dead. */
  readonly dead = new Set<number>();
  /** Milliseconds that pass between two looks at the clock. */
  tick = 1000;
  #now = Date.UTC(2026, 5, 1, 12);
  #guid = 0;
  #pid = 100;

  private constructor(files: FileStore) {
    this.files = files;
    this.address = snapshotAddress(this.path('domain'));
    this.services = this.anotherProcess();
  }

  static async make(files: FileStore = new MemoryFileStore()): Promise<SampleServices> {
    const sample = new SampleServices(files);
    await sample.services.createSample({ folder: sample.path('domain') }, quietly);
    return sample;
  }

  path(...parts: readonly string[]): string {
    return posix.join(this.root, ...parts);
  }

  /** The services of another process on the same folders. */
  anotherProcess(files: FileStore = this.files): Services {
    this.#pid += 1;
    const pid = this.#pid;
    const identity: ProcessIdentity = {
      pid,
      startTime: 1,
      account: 'CONTOSO\\admin',
      host: 'here',
      isAlive: (other) => !this.dead.has(other.pid),
    };
    const ports = {
      files,
      clock: { now: () => (this.#now += this.tick) },
      guids: { next: () => this.#nextGuid() },
      hasher: sha256,
      identity,
      logger: silent,
      pacer: breathlessPacer,
    };
    return createServices({
      ...ports,
      stateFolder: this.path('state'),
      factories: [new SnapshotProviderFactory(ports)],
      reportWords: () => reportWords(),
    });
  }

  /** Time passes. */
  wait(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** The pid of the process that is made next. */
  get nextPid(): number {
    return this.#pid + 1;
  }

  /** Ids of all undo records, those of Undo itself too. */
  records(): readonly string[] {
    const folder = this.path('state', 'undo');
    const names = this.files.stat(folder) === undefined ? [] : this.files.list(folder).map(({ name }) => name);
    return names.filter((name) => this.files.stat(this.path('state', 'undo', name, 'record.json')) !== undefined);
  }

  async gpo(name: string): Promise<GpoSummary> {
    const gpos = await this.services.listGpos({ address: this.address }, quietly);
    const found = gpos.find((gpo) => gpo.name === name);
    if (found === undefined) throw new Error(`no GPO ${name} among ${gpos.map((gpo) => gpo.name).join(', ')}`);
    return found;
  }

  plan(request: ChangeRequest): Promise<ChangePlan> {
    return this.services.planChange({ request }, quietly);
  }

  /** Plans and applies, typing every name that is asked for. */
  async apply(request: ChangeRequest): Promise<OperationSummary> {
    const plan = await this.plan(request);
    const typedNames = plan.confirmations.map(({ name }) => name);
    return this.services.applyPlan({ plan, typedNames }, quietly);
  }

  async backUp(gpos: readonly GpoId[] | 'all', comment = ''): Promise<OperationSummary> {
    const folder = this.path('backups');
    return this.services.backUp({ address: this.address, gpos, folder, comment }, quietly);
  }

  #nextGuid(): string {
    this.#guid += 1;
    return `{0F0F0F0F-0000-4000-8000-${this.#guid.toString(16).toUpperCase().padStart(12, '0')}}`;
  }
}
