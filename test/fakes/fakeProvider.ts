import { PolicyError } from '../../src/core/kernel/errors';
import type { CancellationToken } from '../../src/core/kernel/cancellation';
import type { DomainInfo, GpoLink, Som } from '../../src/core/model/domain';
import type { GpoDetails, GpoSummary } from '../../src/core/model/gpo';
import { parseGpoId, parseSid, snapshotAddress, type DomainAddress, type GpoId } from '../../src/core/model/ids';
import type { OperationStatus } from '../../src/core/model/operationStatus';
import type { DomainProvider, ProviderFactory } from '../../src/core/ports/domainProvider';
import type { RunContext } from '../../src/core/ports/runContext';

/** What an operation on one GPO of the fake does: it says these Statuses, then ends so. */
export interface FakeOperation {
  readonly statuses?: readonly Pick<OperationStatus, 'numerator' | 'denominator'>[];
  /** `waits-for-cancel`: ends only when it is cancelled, and then after `cancelTakes` of the fake's turns. */
  readonly ends?: 'done' | 'fails' | 'waits-for-cancel';
  /** Turns of the event loop between Cancel and the operation's end. */
  readonly cancelTakes?: number;
}

/** A domain in memory whose operations do what a test says. */
export class FakeDomain implements ProviderFactory {
  readonly kind = 'snapshot';
  readonly address: DomainAddress;
  /** How often it was opened and disposed. */
  opened = 0;
  disposed = 0;
  /** Names of the operations that began, in order. */
  readonly began: string[] = [];
  /** Called when an operation has said its Statuses and goes on. */
  onRunning: (gpo: GpoId) => void = () => undefined;
  failsToOpen = false;
  som: Som;
  readonly #gpos: ReadonlyMap<GpoId, GpoSummary>;

  constructor(
    name: string,
    gpoNames: readonly string[],
    private readonly operationOf: (gpo: GpoId, name: string) => FakeOperation = () => ({}),
  ) {
    this.address = snapshotAddress(`/fake/${name}`);
    this.#gpos = new Map(
      gpoNames.map((gpoName, index) => [fakeGpoId(index), this.#summary(gpoName, fakeGpoId(index))]),
    );
    this.som = {
      domain: this.address,
      path: 'DC=fake,DC=test' as Som['path'],
      kind: 'domain',
      name: 'fake.test',
      parent: undefined,
      inheritanceBlocked: false,
      links: [],
    };
  }

  async open(address: DomainAddress): Promise<DomainProvider> {
    this.opened += 1;
    await turn();
    if (this.failsToOpen) throw new PolicyError('domain-not-found', { address });
    const unavailable = { available: false, reason: 'a fake' } as const;
    return {
      address,
      reader: {
        info: () => Promise.resolve(this.info()),
        gpos: (run) => {
          run.progress([...this.#gpos.values()]);
          return Promise.resolve([...this.#gpos.values()]);
        },
        gpo: (id) => Promise.resolve(this.#details(id)),
        soms: (run) => {
          run.progress([this.som]);
          return Promise.resolve([this.som]);
        },
        wmiFilters: () => Promise.resolve([]),
        starterGpos: () => Promise.resolve([]),
        principals: () => Promise.resolve([]),
        fingerprint: (id) => Promise.resolve(JSON.stringify(this.#details(id))),
      },
      operations: {
        available: true,
        port: {
          backup: (gpo, _target, run) => this.#operate(gpo, run),
          restore: () => Promise.reject(new PolicyError('unexpected', { detail: 'not of the fake' })),
          importSettings: (gpo, _backup, _mapping, run) => this.#operate(gpo, run),
          copy: () => Promise.reject(new PolicyError('unexpected', { detail: 'not of the fake' })),
          report: () => Promise.resolve(new Uint8Array(0)),
          reportBackup: () => Promise.resolve(new Uint8Array(0)),
        },
      },
      gpoWriter: unavailable,
      linkWriter: {
        available: true,
        port: {
          setLinks: (_som, _expected, links: readonly GpoLink[]) => {
            this.som = { ...this.som, links };
            return Promise.resolve();
          },
          setInheritanceBlocked: (_som, inheritanceBlocked) => {
            this.som = { ...this.som, inheritanceBlocked };
            return Promise.resolve();
          },
        },
      },
      aclTools: unavailable,
      interrupted: [],
      dispose: () => {
        this.disposed += 1;
      },
    };
  }

  info(): DomainInfo {
    const sid = parseSid('S-1-5-21-1-2-3');
    if (sid === undefined) throw new TypeError('sid');
    return {
      address: this.address,
      provider: 'snapshot',
      dnsName: 'fake.test',
      netbiosName: 'FAKE',
      sid,
      guid: '{00000000-0000-0000-0000-0000000000FF}',
      domainController: 'dc.fake.test',
      account: '',
      folder: undefined,
    };
  }

  async #operate(gpo: GpoId, run: RunContext<OperationStatus>): Promise<void> {
    const { name } = this.#details(gpo);
    const { statuses = [], ends = 'done', cancelTakes = 0 } = this.operationOf(gpo, name);
    this.began.push(name);
    for (const status of statuses) {
      run.progress({ ...status, hresult: 0, messages: [] });
      await turn();
    }
    this.onRunning(gpo);
    if (ends === 'fails') throw new PolicyError('file-failed', { path: name, reason: 'as the test wants' });
    if (ends !== 'waits-for-cancel') return;
    await cancelled(run.token);
    for (let left = cancelTakes; left > 0; left -= 1) await turn();
    throw new PolicyError('cancelled', {});
  }

  #details(id: GpoId): GpoDetails {
    const summary = this.#gpos.get(id);
    if (summary === undefined) throw new PolicyError('gpo-not-found', { gpo: id, domain: 'fake.test' });
    return { ...summary, created: summary.modified, sddl: 'O:DAG:DAD:', permissions: [], links: [], files: [] };
  }

  #summary(name: string, id: GpoId): GpoSummary {
    return {
      domain: this.address,
      id,
      name,
      status: 'all-enabled',
      computer: { ad: 1, sysvol: 1 },
      user: { ad: 0, sysvol: 0 },
      wmiFilter: undefined,
      linkCount: 0,
      modified: '2026-01-01T00:00:00Z',
      owner: '',
      description: '',
      aclConsistent: true,
    };
  }
}

/** The id of the fake's GPO at that place. */
export function fakeGpoId(index: number): GpoId {
  const id = parseGpoId(`{00000000-0000-0000-0000-${String(index + 1).padStart(12, '0')}}`);
  if (id === undefined) throw new TypeError('id');
  return id;
}

function cancelled(token: CancellationToken): Promise<void> {
  if (token.isCancellationRequested) return Promise.resolve();
  return new Promise((resolve) => {
    const listening = token.onCancellationRequested(() => {
      listening.dispose();
      resolve();
    });
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
