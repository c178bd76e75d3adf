import { chmodSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withFileErrors } from './fileErrors';

/**
 * The folder of journals, safety backups and undo history, for `gpo` and all windows alike:
 * `%LOCALAPPDATA%\group-policy`, `$XDG_STATE_HOME/group-policy`, else `~/.local/state/group-policy`.
 */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const local = environment['LOCALAPPDATA'];
  if (process.platform === 'win32' && local !== undefined && local !== '') return join(local, 'group-policy');
  const state = environment['XDG_STATE_HOME'];
  return join(state !== undefined && state !== '' ? state : join(homedir(), '.local', 'state'), 'group-policy');
}

/** Makes the state folder with rights for its user only; Windows' profile folders are so already. @throws file-* */
export function makeStateFolder(folder: string): void {
  withFileErrors(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') chmodSync(folder, 0o700);
  });
}
