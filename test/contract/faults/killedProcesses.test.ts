import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultSandbox, type ProcessEnd } from './faultSandbox';
import { KillCase, makeSmallDomain, operations, type Operation } from './killCase';

const preload = ['--require', join(__dirname, 'dieAtWrite.cjs')];

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

  before(() => makeSmallDomain(new FaultSandbox(small)));

  for (const [hostName, host] of Object.entries(hosts))
    for (const [name, operation] of Object.entries(operations))
      it(`${name} in ${hostName}: whole backups, the GPO old or new, told, and with a way back`, async function () {
        this.timeout(180_000);
        const prepared = await Promise.all(
          Array.from({ length: lanes }, (_, lane) =>
            prepare(join(root, `${hostName} ${name} ${String(lane)}`), operation, host),
          ),
        );
        const moments = Math.max(...prepared.map((lane) => lane.moments));
        assert.ok(moments > 15, 'the work reaches the disk');
        let next = 1;
        const ends = await Promise.allSettled(
          prepared.map(async (lane) => {
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
        const seen = new Set(prepared.flatMap((lane) => [...lane.outcomes]));
        if (name !== 'backup') assert.ok(seen.has('old') && seen.has('new') && seen.has('told'), [...seen].join());
      });

  /** A lane: the operation in a folder of its own, how many moments it has, and its death at one of them. */
  async function prepare(folder: string, operation: Operation, host: Host) {
    const sandbox = new FaultSandbox(folder);
    const countFile = `${folder} moments`;
    const complete = (): Promise<ProcessEnd> =>
      host(sandbox, operation, { DIE_FOLDER: folder, DIE_COUNT_FILE: countFile });
    const killCase = await KillCase.prepare(sandbox, small, operation, complete);
    return {
      moments: Number(readFileSync(countFile, 'utf8')),
      outcomes: killCase.outcomes,
      killAt: (moment: number) =>
        killCase.check(async () => {
          const end = await host(sandbox, operation, { DIE_FOLDER: folder, DIE_MOMENT: String(moment) });
          assert.equal(end.signal, 'SIGKILL', `it was not killed: ${end.err}`);
        }),
    };
  }
});
