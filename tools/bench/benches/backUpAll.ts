import { closeSync, cpSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../../workbench/runCommand';
import type { Bench } from '../bench';
import { median, readMeasures, timed } from '../measure';
import { gpo } from '../product';

const gpos = 1000;
const rounds = 5;

/**
 * `gpo backup --all`, its start included, beside the faster of two plain copies: of the tree that it reads and of the set
 * that it wrote. The three take turns, so that a busy moment of the machine hits all. A copy does not wait for the disk, so
 * the backups are compared with it when all are in their places; that they are on the disk, too, is compared with a copy
 * whose files are forced there.
 */
export const backUpAll: Bench = {
  name: 'back-up-all',
  async run(folder) {
    const domain = join(folder, 'domain');
    const set = join(folder, 'set');
    const finished = join(folder, 'finished');
    const copy = join(folder, 'copy');
    const measures = join(folder, 'measures');
    await gpo(folder, ['sample', domain, '--gpos', String(gpos)]);
    const backUp = (): Promise<string> =>
      gpo(folder, ['backup', '--all', '--domain', domain, '--to', set, '--json'], measures);
    const copyOf = async (from: string): Promise<number> => {
      rmSync(copy, { recursive: true, force: true });
      return timed(() => runOrThrow('cp', ['-r', from, copy]));
    };
    await backUp();
    cpSync(set, finished, { recursive: true });

    const written: number[] = [];
    const synced: number[] = [];
    const tree: number[] = [];
    const result: number[] = [];
    const syncedCopy: number[] = [];
    const peaks: number[] = [];
    for (let round = 0; round < rounds; round++) {
      rmSync(set, { recursive: true });
      const started = performance.timeOrigin + performance.now();
      synced.push(await timed(backUp));
      const { peakMemory, lastRename } = readMeasures(measures);
      written.push(lastRename - started);
      peaks.push(peakMemory);
      tree.push(await copyOf(domain));
      const copied = await copyOf(finished);
      result.push(copied);
      syncedCopy.push(
        copied +
          (await timed(() => {
            syncFiles(copy);
          })),
      );
    }
    return [
      {
        name: `back up all of ${gpos} GPOs`,
        value: median(written),
        unit: 'ms',
        reference: { name: 'cp -r', value: Math.min(median(tree), median(result)) },
        bar: { kind: 'ratio', limit: 3 },
      },
      {
        name: 'the same, forced to the disk',
        value: median(synced),
        unit: 'ms',
        reference: { name: 'cp -r and fsync of each file', value: median(syncedCopy) },
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

function syncFiles(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      syncFiles(path);
      continue;
    }
    const file = openSync(path, 'r');
    fsyncSync(file);
    closeSync(file);
  }
}
