import { ChildProcess } from 'node:child_process';
import { PowerShell, type PSExecutableOptions } from 'node-powershell';
import { Emitter } from '../../core/kernel/event';
import type { ProcessEnd, SessionProcess } from '../../core/ports/sessionProcess';

/** What a session is started with; everything but the executable reaches the script through the environment. */
export interface PowerShellStart {
  /** Absolute path. */
  readonly executable: string;
  /** What stands before PowerShell's own arguments, for an executable that runs another one. */
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `node-powershell` would take any executable from the variable NODE_POWERSHELL; this takes the one it was given. */
class Shell extends PowerShell {
  protected override setExecutable({ executable = '' }: { readonly executable?: string }): string {
    return executable;
  }
}

/**
 * Starts PowerShell with `-Command -`, which runs what comes on standard input line by line. `node-powershell` owns the
 * process; its `invoke` is not used. Whatever happens to the process, `ended` says so and nothing is thrown.
 */
export function startPowerShell(start: PowerShellStart): SessionProcess {
  try {
    return sessionProcess(new Shell(shellOptions(start)));
  } catch (error) {
    return neverStarted(error instanceof Error ? error.message : String(error));
  }
}

function shellOptions({ executable, args = [], env }: PowerShellStart): ConstructorParameters<typeof PowerShell>[0] {
  const before: Record<string, boolean> = Object.fromEntries(args.map((arg) => [arg, true]));
  // `-NoLogo` comes first whatever is asked for, so what has to stand before it takes its place.
  const executableOptions: PSExecutableOptions = {
    ...(args.length > 0 ? { '-NoLogo': false, ...before } : {}),
    '-NoProfile': true,
    '-NonInteractive': true,
    // Of this process alone, and below what Group Policy sets: a client's own default refuses every script file.
    '-ExecutionPolicy': 'RemoteSigned',
  };
  // Without these, PowerShell 7 puts escape sequences into its output (tried).
  const environment = { ...env, TERM: 'dumb', NO_COLOR: '1' };
  delete (environment as Record<string, unknown>)['NODE_POWERSHELL'];
  return { executable, executableOptions, spawnOptions: { env: environment, windowsHide: true } };
}

function sessionProcess(shell: Shell): SessionProcess {
  const { stdin, stdout, stderr } = shell.streams;
  const child = childOf(shell);
  const output = new Emitter<string>();
  const errors = new Emitter<string>();
  stdout.on('data', (text: string) => output.fire(text));
  stderr.on('data', (text: string) => errors.fire(text));
  // A process that ends while it is written to breaks its pipes: `ended` tells that.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined);
  return {
    pid: child.pid,
    onOutput: output.event,
    onErrorOutput: errors.event,
    ended: endOf(child),
    write: (text) => {
      if (stdin.writable) stdin.write(text);
    },
    endInput: () => {
      stdin.end();
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** Its output may be held open by a process that it started, and is then not waited for long. */
const outputGraceMs = 500;

function endOf(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ kind: 'not-started', reason: error.message });
    });
    child.once('exit', (code, signal) => {
      setTimeout(() => resolve({ kind: 'exited', code, signal }), outputGraceMs).unref();
    });
    child.once('close', (code, signal) => resolve({ kind: 'exited', code, signal }));
  });
}

/**
 * The process that `node-powershell` owns. It declares it and `exitPromise` private, though nothing else tells the process
 * id; the promise rejects when the process fails, which would be nobody's to catch.
 */
function childOf(shell: Shell): ChildProcess {
  const exit: unknown = Reflect.get(shell, 'exitPromise');
  if (exit instanceof Promise) exit.catch(() => undefined);
  const child: unknown = Reflect.get(shell, 'process');
  if (child instanceof ChildProcess) return child;
  throw new Error('node-powershell does not tell its process');
}

function neverStarted(reason: string): SessionProcess {
  const silent = new Emitter<string>().event;
  return {
    pid: undefined,
    onOutput: silent,
    onErrorOutput: silent,
    ended: Promise.resolve({ kind: 'not-started', reason }),
    write: () => undefined,
    endInput: () => undefined,
    kill: () => undefined,
  };
}
