import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource } from '../../../src/core/kernel/cancellation';
import { snapshotAddress } from '../../../src/core/model/ids';
import { createWorkerServices } from '../../../src/worker/workerClient';
import type { Bench } from '../bench';
import { quantile } from '../measure';
import { gpo, projectFolder } from '../product';

const tries = 100;
const bigFile = 100_000_000;

/**
 * From the cancelled token to the end of the backup, through the worker as in the extension: at moments spread over the
 * whole backup of many GPOs, and in one whose first GPO has 100 MB.
 */
export const cancel: Bench = {
  name: 'cancel',
  async run(folder) {
    const many = join(folder, 'many');
    await gpo(folder, ['sample', many, '--gpos', '300']);
    const big = join(folder, 'big');
    await gpo(folder, ['sample', big]);
    growOneGpo(big);
    return [
      {
        name: 'Cancel to stop, 99 of 100, in a backup of 300 GPOs',
        value: quantile(await latencies(folder, many), 0.99),
        unit: 'ms',
        bar: { kind: 'below', limit: 100 },
      },
      {
        name: 'Cancel to stop, 99 of 100, in a GPO of 100 MB',
        value: quantile(await latencies(folder, big), 0.99),
        unit: 'ms',
        bar: { kind: 'below', limit: 100 },
      },
    ];
  },
};

function growOneGpo(domain: string): void {
  const policies = join(domain, 'sysvol', 'Policies');
  const [name] = readdirSync(policies);
  if (name === undefined) throw new Error('the sample domain has no GPO');
  const scripts = join(policies, name, 'Machine', 'Scripts', 'Startup');
  mkdirSync(scripts, { recursive: true });
  writeFileSync(join(scripts, 'large.bin'), new Uint8Array(bigFile));
}

async function latencies(folder: string, domain: string): Promise<readonly number[]> {
  process.env['XDG_STATE_HOME'] = join(folder, 'state');
  const client = createWorkerServices({
    script: join(projectFolder, 'dist', 'worker.js'),
    options: () => ({ retentionDays: 30, safetyBackups: true, uncRoots: [], translations: undefined }),
    log: () => undefined,
  });
  const address = snapshotAddress(domain);
  const run = async (number: number, cancelAfter: number | undefined): Promise<number> => {
    const source = new CancellationTokenSource();
    let cancelledAt: number | undefined;
    const timer =
      cancelAfter === undefined
        ? undefined
        : setTimeout(() => {
            cancelledAt = performance.now();
            source.cancel();
          }, cancelAfter);
    const started = performance.now();
    await client.services.backUp(
      { address, gpos: 'all', folder: join(folder, `set-${number}`), comment: '' },
      { token: source.token, progress: () => undefined },
    );
    const ended = performance.now();
    clearTimeout(timer);
    // a backup that was done before its Cancel tells nothing
    return cancelAfter === undefined ? ended - started : cancelledAt === undefined ? 0 : ended - cancelledAt;
  };
  try {
    const never = new CancellationTokenSource().token;
    await client.services.openDomain({ address }, { token: never, progress: () => undefined });
    const whole = await run(0, undefined);
    const measured: number[] = [];
    for (let number = 1; number <= tries; number++) measured.push(await run(1, (whole * 0.9 * number) / tries));
    return measured;
  } finally {
    client.dispose();
  }
}
