import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveDomains } from '../../../src/app/liveDomains';
import { PolicyError } from '../../../src/core/kernel/errors';
import { liveAddress } from '../../../src/core/model/liveAddress';
import type { HostPorts } from '../../../src/core/ports/hostPorts';
import { startPowerShell } from '../../../src/platform/powershell/startPowerShell';
import { systemTimers } from '../../../src/platform/systemTimers';
import { NodeFileStore } from '../../../src/platform/nodeFileStore';
import { randomGuids } from '../../../src/platform/hostPorts';
import { GpmcProviderFactory } from '../../../src/providers/gpmc/gpmcProvider';
import { Session, type ReadySession } from '../../../src/providers/gpmc/session/session';
import { describeProviderContract, type ContractDomain } from '../../contract/provider/providerContract';
import { OpenDomain, portsOf } from '../../unit/providers/snapshot/operations/operationsHarness';
import { liveEngine } from '../liveEngine';

const noUnc = { allowUnc: () => ({ dispose: (): void => undefined }) };

let root = '';
let made = 0;

// The real way of a live domain: the product's script in PowerShell's engine, and COM, with a stand-in for GPMC itself.
describe('a live domain', function () {
  this.timeout(60_000);
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'gpo live '));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  describeProviderContract({ name: 'a live domain through PowerShell and COM', make });
});

async function make(): Promise<ContractDomain> {
  made += 1;
  const folder = join(root, String(made));
  mkdirSync(folder);
  const files = new NodeFileStore([]);
  const ports: HostPorts = { ...portsOf(files), guids: randomGuids };
  const served = join(folder, 'contoso');
  const played = await OpenDomain.sample(ports, served);
  const backups = join(folder, 'backups');
  mkdirSync(backups);
  const work = join(folder, 'work');
  const engine = liveEngine({ 'contoso.com': served });
  const address = liveAddress({ dnsName: 'contoso.com', controller: { kind: 'pdc' } });
  const provider = await liveDomains(ports, { ...noUnc, workFolder: work, engine }).open(address);
  const opened = [provider];
  const faults = { fails: (): boolean => false };
  // One session for all steps, as its start takes longer than a step.
  const faulty = new GpmcProviderFactory({
    ...ports,
    ...noUnc,
    paths: engine.paths,
    workFolder: work,
    newSession: () => new FailingSession(engine.start, ports, () => faults.fails()),
  });
  return {
    provider,
    ports,
    folder: backups,
    gpo: await played.gpo('Servers - Startup Scripts'),
    other: await played.gpo('Software - Office'),
    async foreignBackup() {
      const foreign = join(folder, 'foreign');
      cpSync(served, foreign, { recursive: true });
      const path = join(foreign, 'snapshot.json');
      const object = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      const guid = '{11111111-2222-4333-8444-555555555555}';
      writeFileSync(path, JSON.stringify({ ...object, dnsName: 'fabrikam.com', guid }));
      const other = await OpenDomain.open(ports, foreign);
      const set = join(folder, 'foreign backups');
      return { folder: set, id: await other.backUp(await other.gpo('Servers - Startup Scripts'), set) };
    },
    async failing(step) {
      faults.fails = () => false;
      const failing = await faulty.open(address);
      opened.push(failing);
      let [calls, failed] = [0, false];
      faults.fails = () => {
        calls += 1;
        failed ||= calls === step;
        return calls === step;
      };
      return { provider: failing, hasFailed: () => failed };
    },
    async dispose() {
      for (const each of opened) each.dispose();
    },
  };
}

/** A real session one request of which fails before it is sent. */
class FailingSession extends Session {
  #wrapped: { readonly inner: ReadySession; readonly outer: ReadySession } | undefined;

  constructor(
    start: Parameters<typeof startPowerShell>[0],
    { logger }: HostPorts,
    private readonly fails: () => boolean,
  ) {
    super({ executable: start.executable, start: () => startPowerShell(start), timers: systemTimers, logger });
  }

  override async ready(): Promise<ReadySession> {
    const inner = await super.ready();
    if (this.#wrapped?.inner !== inner) this.#wrapped = { inner, outer: this.#failing(inner) };
    return this.#wrapped.outer;
  }

  #failing(ready: ReadySession): ReadySession {
    return {
      handshake: ready.handshake,
      request: (method, params, run) => {
        if (method.startsWith('domain/') || !this.fails()) return ready.request(method, params, run);
        const failure = {
          call: 'IGPMGPO.Anything',
          hresult: 0x80070005 | 0,
          subject: method,
          messages: [],
          detail: '',
        };
        return Promise.reject(new PolicyError('gpmc-failed', failure));
      },
    };
  }
}
