import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeRequest } from '../../../src/core/model/changeRequest';
import { isDefaultGpo } from '../../../src/core/model/ids';
import { domainState } from '../../unit/services/undo/domainState';
import { wholeBackups } from './checkBackups';
import { quietly, type FaultSandbox, type ProcessEnd, type ServiceCall } from './faultSandbox';

const target = 'Users - Desktop';
const other = 'Unlinked - pilot';

/** Makes a domain of four GPOs, so that an operation makes few calls beside its own. */
export async function makeSmallDomain(sandbox: FaultSandbox): Promise<void> {
  const services = sandbox.services();
  await services.createSample({ folder: sandbox.domain }, quietly);
  for (const { id, name } of await services.listGpos({ address: sandbox.address }, quietly))
    if (name !== target && name !== other && !isDefaultGpo(id))
      await sandbox.apply({ kind: 'delete', domain: sandbox.address, gpos: [id], removeLinks: true });
  rmSync(sandbox.state, { recursive: true });
}

/** What a process is killed in: what must be there before, and the operation for `gpo` and for the services. */
export interface Operation {
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

/** Backup, restore, import, delete and undo of a GPO. */
export const operations: Readonly<Record<string, Operation>> = {
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

type State = ReadonlyMap<string, string>;

/** One operation in one folder, again and again: its process is killed, and what it left is checked. */
export class KillCase {
  /** What was found after the kills. */
  readonly outcomes = new Set<'old' | 'new' | 'told'>();

  private constructor(
    private readonly sandbox: FaultSandbox,
    private readonly pristine: string,
    private readonly before: State,
    private readonly after: State,
    private readonly undoable: ReadonlySet<string>,
  ) {}

  /**
   * Prepares the operation in a sandbox of its own.
   * @param small a folder with a domain in it, see {@link makeSmallDomain}
   * @param complete runs the operation to its end, to know what it makes of the domain
   */
  static async prepare(
    sandbox: FaultSandbox,
    small: string,
    operation: Operation,
    complete: () => Promise<ProcessEnd>,
  ): Promise<KillCase> {
    const pristine = `${sandbox.folder} before`;
    sandbox.reset(small);
    await operation.prepare(sandbox);
    rmSync(pristine, { recursive: true, force: true });
    cpSync(sandbox.folder, pristine, { recursive: true });
    const undoable = new Set(sandbox.records());
    const before = domainState(sandbox.files, sandbox.domain);
    const { code, err } = await complete();
    assert.equal(code, 0, err);
    return new KillCase(sandbox, pristine, before, domainState(sandbox.files, sandbox.domain), undoable);
  }

  /** Lets `kill` run the operation and kill its process, and checks what is left. */
  async check(kill: () => Promise<void>): Promise<void> {
    const { sandbox } = this;
    sandbox.reset(this.pristine);
    await kill();
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
