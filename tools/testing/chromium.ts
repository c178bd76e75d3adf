import { existsSync } from 'node:fs';
import { findChromium } from '../workbench/browser';
import { runCommand } from '../workbench/runCommand';

/** Why there is no Chromium, or undefined where there is one. On Debian, as root, it is installed first. */
export async function chromiumObstacle(): Promise<string | undefined> {
  if (findChromium() !== undefined) return undefined;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return 'Chromium is not installed (on Debian: apt-get install chromium, or set CHROMIUM to its path)';
  console.log('Installing Chromium with apt-get: about 100 MB to download, 420 MB on disk, half a minute.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { exitCode, output } = await runCommand('apt-get', args, { env });
    if (exitCode !== 0) return `apt-get could not install Chromium: ${output.trim().split('\n').at(-1) ?? ''}`;
  }
  return findChromium() === undefined ? 'apt-get installed Chromium, but it is not on the PATH' : undefined;
}
