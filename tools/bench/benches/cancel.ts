import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CancellationTokenSource, neverCancelled, type CancellationToken } from '../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../src/core/kernel/errors';
import type { ChangePlan } from '../../../src/core/model/changePlan';
import type { ChangeRequest } from '../../../src/core/model/changeRequest';
import {
  parseBackupId,
  parseGpoId,
  snapshotAddress,
  type DomainAddress,
  type GpoId,
} from '../../../src/core/model/ids';
import type { Services } from '../../../src/services/api';
import { createWorkerServices } from '../../../src/worker/workerClient';
import type { Bench, Row } from '../bench';
import { quantile, timed } from '../measure';
import { gpo, projectFolder } from '../product';

/** Tries of a back-up, and of what takes longer to prepare. */
const manyTries = 100;
const fewTries = 40;
const bigFile = 100_000_000;

/** What is stopped. */
interface Stoppable {
  /** Not measured, and not stopped. */
  prepare?(): Promise<void>;
  /** Runs until it ends or is stopped. */
  run(token: CancellationToken): Promise<void>;
}

/**
 * From the cancelled token to the end of the operation, through the worker as in the extension: at moments spread over the
 * whole of it, in a back-up of many GPOs and in back-up, planning, restore and import of a GPO of 100 MB.
 */
export const cancel: Bench = {
  name: 'cancel',
  async run(folder) {
    const many = join(folder, 'many');
    await gpo(folder, ['sample', many, '--gpos', '300']);
    const big = join(folder, 'big');
    await gpo(folder, ['sample', big]);
    const bigGpo = growOneGpo(big);
    process.env['XDG_STATE_HOME'] = join(folder, 'state');
    const client = createWorkerServices({
      script: join(projectFolder, 'dist', 'worker.js'),
      options: () => ({ retentionDays: 30, safetyBackups: true, uncRoots: [], translations: undefined }),
      log: () => undefined,
    });
    const { services } = client;
    const [ofMany, ofBig] = [snapshotAddress(many), snapshotAddress(big)];
    const request = await changesOf(services, folder, ofBig, bigGpo);
    try {
      return [
        row('a backup of 300 GPOs', await latencies(backUp(services, folder, ofMany, 'all'), manyTries)),
        row('a backup of a GPO of 100 MB', await latencies(backUp(services, folder, ofBig, [bigGpo]), fewTries)),
        row('the plan of its restore', await latencies(plan(services, request.restore), fewTries)),
        row('its restore', await latencies(apply(services, request.restore), fewTries)),
        row('an import into it', await latencies(apply(services, request.import), fewTries)),
      ];
    } finally {
      client.dispose();
    }
  },
};

function row(what: string, measured: readonly number[]): Row {
  return {
    name: `Cancel to stop, 99 of 100, in ${what}`,
    value: quantile(measured, 0.99),
    unit: 'ms',
    bar: { kind: 'below', limit: 100 },
  };
}

function growOneGpo(domain: string): GpoId {
  const policies = join(domain, 'sysvol', 'Policies');
  const [name] = readdirSync(policies);
  const id = parseGpoId(name ?? '');
  if (name === undefined || id === undefined) throw new Error('the sample domain has no GPO');
  const scripts = join(policies, name, 'Machine', 'Scripts', 'Startup');
  mkdirSync(scripts, { recursive: true });
  writeFileSync(join(scripts, 'large.bin'), new Uint8Array(bigFile));
  return id;
}

/** Restore and import of a backup of the large GPO. */
async function changesOf(
  services: Services,
  folder: string,
  domain: DomainAddress,
  bigGpo: GpoId,
): Promise<{ readonly restore: ChangeRequest; readonly import: ChangeRequest }> {
  const set = join(folder, 'backups');
  const { items } = await services.backUp({ address: domain, gpos: [bigGpo], folder: set, comment: '' }, quiet());
  const id = parseBackupId(String(items[0]?.after.backup));
  if (id === undefined) throw new Error('the large GPO was not backed up');
  const backup = { folder: set, id };
  return {
    restore: { kind: 'restore', domain, backups: [backup], restoreLinks: false },
    import: { kind: 'import', domain, gpo: bigGpo, backup },
  };
}

function backUp(services: Services, folder: string, address: DomainAddress, gpos: readonly GpoId[] | 'all'): Stoppable {
  const set = join(folder, 'set');
  return {
    // what lies there from an earlier one has to be indexed, too
    prepare: () => rm(set, { recursive: true, force: true }),
    run: async (token) => {
      await services.backUp({ address, gpos, folder: set, comment: '' }, quiet(token));
    },
  };
}

function plan(services: Services, request: ChangeRequest): Stoppable {
  return {
    run: async (token) => {
      await services.planChange({ request }, quiet(token));
    },
  };
}

function apply(services: Services, request: ChangeRequest): Stoppable {
  let planned: ChangePlan | undefined;
  return {
    prepare: async () => {
      planned ??= await services.planChange({ request }, quiet());
    },
    run: async (token) => {
      if (planned === undefined) throw new Error('not prepared');
      const typedNames = planned.confirmations.map(({ name }) => name);
      const { state, items } = await services.applyPlan({ plan: planned, typedNames }, quiet(token));
      if (state === 'failed') throw new Error(JSON.stringify(items));
      // what was applied needs another plan
      if (state === 'done') planned = undefined;
    },
  };
}

async function latencies(work: Stoppable, tries: number): Promise<readonly number[]> {
  let whole = 0;
  // the first loads and warms up
  for (let round = 0; round < 2; round++) {
    await work.prepare?.();
    whole = await timed(() => work.run(neverCancelled));
  }
  const measured: number[] = [];
  for (let number = 1; number <= tries; number++) {
    await work.prepare?.();
    const latency = await stopAfter(work, (whole * 0.9 * number) / tries);
    if (latency !== undefined) measured.push(latency);
  }
  // one that was done before its Cancel tells nothing, but most were not
  if (measured.length < tries / 2) throw new Error(`only ${measured.length} of ${tries} met a running operation`);
  return measured;
}

async function stopAfter(work: Stoppable, milliseconds: number): Promise<number | undefined> {
  const source = new CancellationTokenSource();
  let cancelledAt: number | undefined;
  const timer = setTimeout(() => {
    cancelledAt = performance.now();
    source.cancel();
  }, milliseconds);
  try {
    await work.run(source.token).catch((error: unknown) => {
      if (!isPolicyError(error, 'cancelled')) throw error;
    });
    return cancelledAt === undefined ? undefined : performance.now() - cancelledAt;
  } finally {
    clearTimeout(timer);
  }
}

function quiet(token: CancellationToken = neverCancelled): { token: CancellationToken; progress: () => undefined } {
  return { token, progress: () => undefined };
}
