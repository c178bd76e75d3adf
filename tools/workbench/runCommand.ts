import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How a command ran. */
export interface CommandResult {
  readonly exitCode: number;
  /** Standard output and standard error in the order in which they came. */
  readonly output: string;
}

/** What may be set for a command. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Takes each line of the output as it comes. */
  readonly show?: (line: string) => void;
}

/** Runs a command to its end and resolves with its exit code and output; rejects only when it cannot be started. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && /^(npm|npx|code)$/.test(command),
    });
    let output = '';
    for (const input of [child.stdout.setEncoding('utf8'), child.stderr.setEncoding('utf8')]) {
      input.on('data', (text: string) => (output += text));
      if (options.show !== undefined) createInterface({ input, crlfDelay: Infinity }).on('line', options.show);
    }
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ exitCode: code ?? 1, output });
    });
  });
}

/** Runs a command that must succeed; throws an error with the end of its output otherwise. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { exitCode, output } = await runCommand(command, args, options);
  if (exitCode !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${String(exitCode)}:\n${output.slice(-4000)}`);
  return output;
}
