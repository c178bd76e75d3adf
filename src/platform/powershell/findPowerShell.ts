import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, win32 } from 'node:path';

/** Where a PowerShell lies, or where none was found. */
export type FoundPowerShell =
  | { readonly found: true; readonly executable: string }
  | { readonly found: false; readonly searched: readonly string[] };

/**
 * The PowerShell that drives GPMC. Windows PowerShell of the system's own bitness comes first, as GPMC and its module are
 * native there (windows-facts.md; a 32-bit process sees 64-bit System32 as Sysnative); PowerShell 7 otherwise. Always an
 * absolute path, so that no folder of the user's is searched for it.
 */
export function findPowerShell(
  environment: NodeJS.ProcessEnv,
  is32Bit: boolean = process.arch === 'ia32',
  exists: (path: string) => boolean = existsSync,
): FoundPowerShell {
  const searched = [...windowsPowerShells(environment, is32Bit), ...powerShells7(environment)];
  const executable = searched.find(exists);
  return executable === undefined ? { found: false, searched } : { found: true, executable };
}

function windowsPowerShells(environment: NodeJS.ProcessEnv, is32Bit: boolean): readonly string[] {
  const root = environment['SystemRoot'] ?? environment['windir'];
  if (root === undefined || !win32.isAbsolute(root)) return [];
  const folders = is32Bit ? ['Sysnative', 'System32'] : ['System32'];
  return folders.map((folder) => win32.join(root, folder, 'WindowsPowerShell', 'v1.0', 'powershell.exe'));
}

function powerShells7(environment: NodeJS.ProcessEnv): readonly string[] {
  const programFiles = environment['ProgramW6432'] ?? environment['ProgramFiles'];
  const installed = programFiles === undefined ? [] : [win32.join(programFiles, 'PowerShell', '7', 'pwsh.exe')];
  const onPath = (environment['Path'] ?? environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => win32.join(folder, 'pwsh.exe'));
  return [...installed, ...onPath];
}
