import { join } from 'node:path';
import { runOrThrow } from '../workbench/runCommand';

/** The root folder of the project. */
export const projectFolder = join(__dirname, '..', '..');

const cli = join(projectFolder, 'dist', 'cli.js');
const preload = join(__dirname, 'peakMemory.cjs');

/** Runs the bundled `gpo` in a process of its own with its state in the folder; its peak memory goes to the file given. */
export async function gpo(folder: string, args: readonly string[], peakMemoryFile?: string): Promise<string> {
  const env = {
    ...process.env,
    XDG_STATE_HOME: join(folder, 'state'),
    LOCALAPPDATA: join(folder, 'state'),
    ...(peakMemoryFile === undefined ? {} : { PEAK_MEMORY_FILE: peakMemoryFile }),
  };
  return runOrThrow(process.execPath, ['--require', preload, cli, ...args], { env });
}
