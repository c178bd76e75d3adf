import { homedir } from 'node:os';
import { join } from 'node:path';

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
