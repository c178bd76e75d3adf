import { join } from 'node:path';
import { runOrThrow } from '../workbench/runCommand';

/** The root folder of the project. */
export const projectFolder = join(__dirname, '..', '..');

const cli = join(projectFolder, 'dist', 'cli.js');
const preload = join(__dirname, 'measuredProcess.cjs');

/** Runs the bundled `gpo` in a process of its own with its state in the folder; what it measured of itself goes to the file given. */
export async function gpo(folder: string, args: readonly string[], measuresFile?: string): Promise<string> {
  const env = {
    ...process.env,
    XDG_STATE_HOME: join(folder, 'state'),
    LOCALAPPDATA: join(folder, 'state'),
    ...(measuresFile === undefined ? {} : { MEASURES_FILE: measuresFile }),
  };
  return runOrThrow(process.execPath, ['--require', preload, cli, ...args], { env });
}
