import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../../workbench/runCommand';
import type { Bench } from '../bench';
import { median, readPeakMemory, timed } from '../measure';
import { gpo } from '../product';

const gpos = 1000;
const rounds = 5;

/**
 * `gpo backup --all`, its start included, beside the faster of two plain copies: of the tree that it reads and of the set
 * that it wrote. The three take turns, so that a busy moment of the machine hits all.
 */
export const backUpAll: Bench = {
  name: 'back-up-all',
  async run(folder) {
    const domain = join(folder, 'domain');
    const set = join(folder, 'set');
    const finished = join(folder, 'finished');
    const copy = join(folder, 'copy');
    const peakFile = join(folder, 'peak');
    await gpo(folder, ['sample', domain, '--gpos', String(gpos)]);
    const backUp = (): Promise<string> =>
      gpo(folder, ['backup', '--all', '--domain', domain, '--to', set, '--json'], peakFile);
    const copyOf = async (from: string): Promise<number> => {
      rmSync(copy, { recursive: true, force: true });
      return timed(() => runOrThrow('cp', ['-r', from, copy]));
    };
    await backUp();
    cpSync(set, finished, { recursive: true });

    const own: number[] = [];
    const tree: number[] = [];
    const result: number[] = [];
    const peaks: number[] = [];
    for (let round = 0; round < rounds; round++) {
      rmSync(set, { recursive: true });
      own.push(await timed(backUp));
      peaks.push(readPeakMemory(peakFile));
      tree.push(await copyOf(domain));
      result.push(await copyOf(finished));
    }
    return [
      {
        name: `back up all of ${gpos} GPOs`,
        value: median(own),
        unit: 'ms',
        reference: { name: 'cp -r', value: Math.min(median(tree), median(result)) },
        bar: { kind: 'ratio', limit: 3 },
      },
      {
        name: 'peak memory of gpo at that',
        value: Math.max(...peaks) / 1_000_000,
        unit: 'MB',
        bar: { kind: 'below', limit: 250 },
      },
    ];
  },
};
