import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own, in memory, that can be filled and made read-only. Linux, and a user who may mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Mounts a disk of so many KiB; a text when this machine does not allow it. */
  static mount(folder: string, kibibytes: number): SmallDisk | string {
    mkdirSync(folder, { recursive: true });
    const problem = mount('-t', 'tmpfs', '-o', `size=${String(kibibytes)}k`, 'tmpfs', folder);
    return problem ?? new SmallDisk(folder);
  }

  /** Leaves no free byte, or gives all of them back. */
  fill(): void {
    const block = new Uint8Array(4096);
    for (;;)
      try {
        writeFileSync(this.#filler, block, { flag: 'a' });
      } catch {
        // It is full.
        return;
      }
  }

  empty(): void {
    rmSync(this.#filler, { force: true });
  }

  resize(kibibytes: number): void {
    this.#remount(`size=${String(kibibytes)}k`);
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#remount(isReadOnly ? 'ro' : 'rw');
  }

  #remount(options: string): void {
    const problem = mount('-o', `remount,${options}`, this.folder);
    if (problem !== undefined) throw new Error(problem);
  }

  unmount(): void {
    spawnSync('umount', [this.folder]);
  }

  get #filler(): string {
    return join(this.folder, 'filler');
  }
}

function mount(...args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync('mount', args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}
