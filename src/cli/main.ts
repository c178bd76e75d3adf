import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { config } from '@vscode/l10n';
import { composeServices } from '../app/compose';
import { CancellationTokenSource } from '../core/kernel/cancellation';
import { PolicyError } from '../core/kernel/errors';
import { version } from '../../package.json';
import type { CommandContext } from './commandContext';
import { exitCodes, type ExitCode } from './exitCodes';
import { handleInterruption } from './interruption';
import { nodeTerminal } from './nodeTerminal';
import { runProgram } from './program';

/** A file with the sentences in another language, as VS Code's bundles are; for tests of untranslated sentences too. */
const bundleVariable = 'GPO_L10N_BUNDLE';

async function main(): Promise<void> {
  const bundle = process.env[bundleVariable];
  if (bundle !== undefined && bundle !== '') config({ contents: readFileSync(bundle, 'utf8') });
  const terminal = nodeTerminal();
  const source = new CancellationTokenSource();
  const services = composeServices({
    log: () => undefined,
    // What the user names on the command line may be on another computer; what a backup names may not.
    uncRoots: process.argv.slice(2).flatMap((argument) => /^(?:--[\w-]+=)?([\\/]{2}.*)$/s.exec(argument)?.[1] ?? []),
  });
  let exitCode: ExitCode = exitCodes.done;
  const context: CommandContext = {
    services,
    terminal,
    token: source.token,
    absolutePath: (path) => resolve(path),
    readFile: (path) => withFileErrors(path, () => readFileSync(path)),
    writeFile: (path, bytes) => {
      withFileErrors(path, () => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
      });
    },
    exit: (code) => {
      if (exitCode === exitCodes.done) exitCode = code;
    },
    version,
  };
  handleInterruption(source, terminal, services);
  await runProgram(process.argv.slice(2), context);
  services.dispose();
  process.exitCode = exitCode;
}

function withFileErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new PolicyError('file-failed', { path, reason: error instanceof Error ? error.message : String(error) });
  }
}

void main();
