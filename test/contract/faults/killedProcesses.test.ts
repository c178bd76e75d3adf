import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChangeRequest } from '../../../src/core/model/changeRequest';
import { isDefaultGpo } from '../../../src/core/model/ids';
import { domainState } from '../../unit/services/undo/domainState';
import { wholeBackups } from './checkBackups';
import { FaultSandbox, quietly, type ProcessEnd, type ServiceCall } from './faultSandbox';

const target = 'Users - Desktop';
const other = 'Unlinked - pilot';
const preload = ['--require', join(__dirname, 'dieAtWrite.cjs')];

/** What a process is killed in: what must be there before, and the operation for `gpo` and for the services. */
interface Operation {
  prepare(sandbox: FaultSandbox): Promise<void>;
  args(sandbox: FaultSandbox): readonly string[];
  calls(sandbox: FaultSandbox): Promise<readonly ServiceCall[]>;
}

async function makeDifferent(sandbox: FaultSandbox): Promise<void> {
  const [gpo, from] = [await sandbox.gpo(target), await sandbox.gpo(other)];
  await sandbox.backUp([gpo, from]);
  await sandbox.apply({ kind: 'import', domain: sandbox.address, gpo, backup: await backupOf(sandbox, other) });
}

async function backupOf(sandbox: FaultSandbox, name: string) {
  const backups = await sandbox.services().listBackups({ folder: sandbox.backups }, quietly);
  const found = backups.find(({ gpoName }) => gpoName === name);
  assert.ok(found);
  return { folder: found.folder, id: found.id };
}

const change = (request: ChangeRequest): readonly ServiceCall[] => [
  ['planChange', { request }],
  ['applyPlan', { plan: '$previous', typedNames: [] }],
];

const operations: Readonly<Record<string, Operation>> = {
  backup: {
    prepare: async (sandbox) => {
      await sandbox.backUp([await sandbox.gpo(target)]);
    },
    args: () => ['backup', target, '--domain', 'domain', '--to', 'backups'],
    calls: async (sandbox) => [
      ['backUp', { address: sandbox.address, gpos: [await sandbox.gpo(target)], folder: sandbox.backups, comment: '' }],
    ],
  },
  restore: {
    prepare: makeDifferent,
    args: () => ['restore', target, '--from', 'backups', '--domain', 'domain'],
    calls: async (sandbox) =>
      change({
        kind: 'restore',
        domain: sandbox.address,
        backups: [await backupOf(sandbox, target)],
        restoreLinks: false,
      }),
  },
  import: {
    prepare: async (sandbox) => {
      await sandbox.backUp([await sandbox.gpo(other)]);
    },
    args: () => ['import', other, target, '--from', 'backups', '--domain', 'domain'],
    calls: async (sandbox) =>
      change({
        kind: 'import',
        domain: sandbox.address,
        gpo: await sandbox.gpo(target),
        backup: await backupOf(sandbox, other),
      }),
  },
  delete: {
    prepare: () => Promise.resolve(),
    args: () => ['delete', target, '--domain', 'domain'],
    calls: async (sandbox) =>
      change({ kind: 'delete', domain: sandbox.address, gpos: [await sandbox.gpo(target)], removeLinks: true }),
  },
  undo: {
    prepare: async (sandbox) => {
      const gpos = [await sandbox.gpo(target)];
      await sandbox.apply({ kind: 'delete', domain: sandbox.address, gpos, removeLinks: true });
    },
    args: () => ['undo', '--domain', 'domain'],
    calls: (sandbox) => {
      const [undoId] = sandbox.records();
      assert.ok(undoId);
      return Promise.resolve(change({ kind: 'undo', domain: sandbox.address, undoId }));
    },
  },
};

/** How the operation is run in a process that dies at a moment; 0 is never. */
type Host = (sandbox: FaultSandbox, operation: Operation, env: NodeJS.ProcessEnv) => Promise<ProcessEnd>;

const hosts: Readonly<Record<string, Host>> = {
  gpo: (sandbox, operation, env) => sandbox.gpoProcess(operation.args(sandbox), env, preload),
  'a Node process with the service bundle': async (sandbox, operation, env) =>
    sandbox.serviceProcess(await operation.calls(sandbox), env, preload),
};

/** How many processes die at a time. */
const lanes = 2;

describe('a process killed at every moment at which the disk is another one', function () {
  const root = mkdtempSync(join(tmpdir(), 'gpo killed '));
  const small = join(root, 'small');
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  before(async () => {
    const sandbox = new FaultSandbox(small);
    const services = sandbox.services();
    await services.createSample({ folder: sandbox.domain }, quietly);
    const gpos = await services.listGpos({ address: sandbox.address }, quietly);
    for (const { id, name } of gpos) {
      if (name === target || name === other) continue;
      if (isDefaultGpo(id)) continue;
      await sandbox.apply({ kind: 'delete', domain: sandbox.address, gpos: [id], removeLinks: true });
    }
    rmSync(join(small, 'state'), { recursive: true });
  });

  for (const [hostName, host] of Object.entries(hosts))
    for (const [name, operation] of Object.entries(operations))
      it(`${name} in ${hostName}: whole backups, the GPO old or new, told, and with a way back`, async function () {
        this.timeout(180_000);
        const cases = await Promise.all(
          Array.from({ length: lanes }, (_, lane) =>
            KillCase.prepare(join(root, `${hostName} ${name} ${String(lane)}`), small, operation, host),
          ),
        );
        const [first] = cases;
        assert.ok(first);
        const { moments } = first;
        let next = 1;
        const ends = await Promise.allSettled(
          cases.map(async (lane) => {
            while (next <= moments) {
              const moment = next++;
              await lane.killAt(moment).catch((error: unknown) => {
                next = moments + 1;
                throw new Error(`killed at moment ${String(moment)} of ${String(moments)}`, { cause: error });
              });
            }
          }),
        );
        for (const end of ends) if (end.status === 'rejected') throw end.reason;
        assert.ok(moments > 15, 'the work reaches the disk');
        const seen = new Set(cases.flatMap((lane) => [...lane.outcomes]));
        if (name !== 'backup') assert.ok(seen.has('old') && seen.has('new') && seen.has('told'), [...seen].join());
      });
});

type State = ReadonlyMap<string, string>;

/** One operation in one folder, again and again. */
class KillCase {
  /** What was found after the kills. */
  readonly outcomes = new Set<'old' | 'new' | 'told'>();

  private constructor(
    private readonly sandbox: FaultSandbox,
    private readonly pristine: string,
    private readonly operation: Operation,
    private readonly host: Host,
    private readonly before: State,
    private readonly after: State,
    private readonly undoable: ReadonlySet<string>,
    /** How many moments there are. */
    readonly moments: number,
  ) {}

  static async prepare(folder: string, small: string, operation: Operation, host: Host): Promise<KillCase> {
    const sandbox = new FaultSandbox(folder);
    const pristine = `${folder} before`;
    const countFile = `${folder} moments`;
    cpSync(small, folder, { recursive: true });
    await operation.prepare(sandbox);
    cpSync(folder, pristine, { recursive: true });
    const undoable = new Set(sandbox.records());
    const before = domainState(sandbox.files, sandbox.domain);
    const end = await host(sandbox, operation, { DIE_FOLDER: folder, DIE_COUNT_FILE: countFile });
    assert.equal(end.code, 0, end.err);
    const after = domainState(sandbox.files, sandbox.domain);
    const moments = Number(readFileSync(countFile, 'utf8'));
    return new KillCase(sandbox, pristine, operation, host, before, after, undoable, moments);
  }

  async killAt(moment: number): Promise<void> {
    const { sandbox } = this;
    sandbox.reset(this.pristine);
    const env = { DIE_FOLDER: sandbox.folder, DIE_MOMENT: String(moment) };
    const { signal, err } = await this.host(sandbox, this.operation, env);
    assert.equal(signal, 'SIGKILL', `it was not killed: ${err}`);
    sandbox.ageLocks();
    const told = await this.#open();
    this.#checkGpo();
    await wholeBackups(sandbox.backups);
    await this.#checkWayBack(told);
  }

  /** Opens the domain as the next process does; returns whether it was told that the change was interrupted. */
  async #open(): Promise<boolean> {
    const { sandbox } = this;
    const wasRunning = sandbox
      .records()
      .some(
        (id) =>
          sandbox.recordFile(id, 'record.json')?.['state'] === 'running' &&
          sandbox.recordFile(id, '0.json')?.['state'] === 'running',
      );
    const { interrupted } = await sandbox.services().openDomain({ address: sandbox.address }, quietly);
    if (wasRunning) assert.deepEqual([...new Set(interrupted.map(({ gpoName }) => gpoName))], [target]);
    const again = await sandbox.services().openDomain({ address: sandbox.address }, quietly);
    assert.deepEqual(again.interrupted, [], 'it is told once');
    if (interrupted.length > 0) this.outcomes.add('told');
    return interrupted.length > 0;
  }

  #checkGpo(): void {
    const { sandbox, before, after } = this;
    const now = domainState(sandbox.files, sandbox.domain);
    const paths = new Set([...before.keys(), ...after.keys(), ...now.keys()]);
    const isGpo = (path: string): boolean => !path.startsWith('ad/soms/');
    const same = (state: State, filter: (path: string) => boolean): boolean =>
      [...paths].filter(filter).every((path) => withoutOwner(now.get(path)) === withoutOwner(state.get(path)));
    const isOld = same(before, isGpo);
    const isNew = same(after, isGpo);
    assert.ok(isOld || isNew, 'the GPO is neither old nor new');
    for (const path of paths)
      if (!isGpo(path)) assert.ok([before.get(path), after.get(path)].includes(now.get(path)), path);
    this.outcomes.add(isOld ? 'old' : 'new');
  }

  /** Whatever was done can be taken back, which needs the safety backup and no lock of the dead. */
  async #checkWayBack(told: boolean): Promise<void> {
    const { sandbox, before, undoable } = this;
    const changed = !isSame(domainState(sandbox.files, sandbox.domain), before);
    const records = sandbox.records().filter((id) => !undoable.has(id));
    assert.ok(!changed || records.length > 0, 'changed without a way back');
    assert.ok(!changed || told || this.#hasEnded(records), 'changed without a word');
    for (const undoId of records) {
      await wholeBackups(join(sandbox.state, 'undo', undoId, 'backups'));
      const { state, items } = await sandbox.apply({ kind: 'undo', domain: sandbox.address, undoId });
      assert.equal(state, 'done', JSON.stringify(items));
    }
    assert.ok(isSame(domainState(sandbox.files, sandbox.domain), before), 'Undo brings all back');
  }

  #hasEnded(records: readonly string[]): boolean {
    return records.some((id) => this.sandbox.recordFile(id, '0.json')?.['state'] === 'ended');
  }
}

/** A backup has no owner: Undo writes the descriptor anew after the restore, so that a death in between leaves none. */
function withoutOwner(text: string | undefined): string | undefined {
  return text?.replace(/("nTSecurityDescriptor":")O:.*?(?=D:)/, '$1');
}

function isSame(one: State, two: State): boolean {
  return one.size === two.size && [...one].every(([path, text]) => two.get(path) === text);
}
