import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { neverCancelled } from '../../../src/core/kernel/cancellation';
import { breathlessPacer } from '../../../src/core/kernel/pacer';
import type { ChangeRequest } from '../../../src/core/model/changeRequest';
import { snapshotAddress, type DomainAddress, type GpoId } from '../../../src/core/model/ids';
import type { OperationSummary } from '../../../src/core/model/operation';
import { processIdentity, randomGuids, sha256, systemClock } from '../../../src/platform/hostPorts';
import { NodeFileStore } from '../../../src/platform/nodeFileStore';
import { SnapshotProviderFactory } from '../../../src/providers/snapshot/snapshotProvider';
import type { Services } from '../../../src/services/api';
import { createServices } from '../../../src/services/composeServices';
import { reportWords } from '../../../src/text/reportWords';

/** Nobody listens and nobody cancels. */
export const quietly = { token: neverCancelled, progress: (): void => undefined };

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A call to the services of dist/worker.js; a value `$previous` in its input stands for what the call before returned. */
export type ServiceCall = readonly [method: keyof Services, input: Readonly<Record<string, unknown>>];

const dist = resolve(__dirname, '..', '..', '..', 'dist');
const commandLine = join(dist, 'cli.js');
const serviceBundle = join(dist, 'worker.js');

/** A folder with a domain, backups and a state folder, in which real processes of the product run. */
export class FaultSandbox {
  readonly files = new NodeFileStore();
  readonly domain: string;
  readonly backups: string;
  readonly address: DomainAddress;

  /** Where the product keeps journals, locks and safety backups. */
  readonly state: string;

  /** @param places folders that lie elsewhere than in `folder` */
  constructor(
    readonly folder: string,
    places: { readonly domain?: string; readonly backups?: string; readonly state?: string } = {},
  ) {
    for (const bundle of [commandLine, serviceBundle])
      if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run "npm run build" first`);
    this.domain = places.domain ?? join(folder, 'domain');
    this.backups = places.backups ?? join(folder, 'backups');
    this.state = join(places.state ?? join(folder, 'state'), 'group-policy');
    this.address = snapshotAddress(this.domain);
  }

  /** The services in this process, on the same folders. */
  services(): Services {
    const ports = {
      files: this.files,
      clock: systemClock,
      guids: randomGuids,
      hasher: sha256,
      identity: processIdentity(),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      pacer: breathlessPacer,
    };
    return createServices({
      ...ports,
      stateFolder: this.state,
      factories: [new SnapshotProviderFactory(ports)],
      reportWords,
    });
  }

  async gpo(name: string): Promise<GpoId> {
    const found = (await this.services().listGpos({ address: this.address }, quietly)).find((gpo) => gpo.name === name);
    if (found === undefined) throw new Error(`no GPO ${name}`);
    return found.id;
  }

  async apply(request: ChangeRequest): Promise<OperationSummary> {
    const services = this.services();
    const plan = await services.planChange({ request }, quietly);
    return services.applyPlan({ plan, typedNames: plan.confirmations.map(({ name }) => name) }, quietly);
  }

  backUp(gpos: readonly GpoId[]): Promise<OperationSummary> {
    return this.services().backUp({ address: this.address, gpos, folder: this.backups, comment: '' }, quietly);
  }

  /** Ids of all undo records. */
  records(): readonly string[] {
    const folder = join(this.state, 'undo');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'record.json')));
  }

  /** The undo record's file of that name, as JSON. */
  recordFile(id: string, name: string): Readonly<Record<string, unknown>> | undefined {
    const path = join(this.state, 'undo', id, name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : undefined;
  }

  /**
   * Makes locks twenty seconds older. One whose process died while it wrote it cannot be told from one that is being
   * written, and counts for ten seconds.
   */
  ageLocks(): void {
    const locks = join(this.state, 'locks');
    const inState = existsSync(locks) ? readdirSync(locks).map((name) => join(locks, name)) : [];
    const then = Date.now() / 1000 - 20;
    for (const lock of [join(this.domain, '.work', 'lock'), ...inState])
      if (existsSync(lock)) utimesSync(lock, then, then);
  }

  /** Makes the folder what another one is. */
  reset(pristine: string): void {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(pristine, this.folder, { recursive: true });
  }

  /** Runs `gpo`; `nodeOptions` go to Node. */
  gpoProcess(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    nodeOptions: readonly string[] = [],
  ): Promise<ProcessEnd> {
    return this.#run([...nodeOptions, commandLine, ...args], env);
  }

  /** Runs a bare Node process that asks the extension's service bundle, in a worker thread as the extension has it. */
  serviceProcess(
    calls: readonly ServiceCall[],
    env: NodeJS.ProcessEnv = {},
    nodeOptions: readonly string[] = [],
  ): Promise<ProcessEnd> {
    const driver = join(__dirname, 'callServices.cjs');
    return this.#run([...nodeOptions, driver, serviceBundle, JSON.stringify(calls)], env);
  }

  /** The environment in which the product keeps its state in this folder. */
  environment(): NodeJS.ProcessEnv {
    const state = dirname(this.state);
    return { ...process.env, XDG_STATE_HOME: state, LOCALAPPDATA: state };
  }

  #run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<ProcessEnd> {
    return new Promise((done, fail) => {
      const child = spawn(process.execPath, args, {
        cwd: this.folder,
        env: { ...this.environment(), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [out, err] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
      child.on('error', fail);
      child.on('close', (code, signal) => {
        done({ code, signal, out, err });
      });
    });
  }
}
