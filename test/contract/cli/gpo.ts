import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const cli = resolve(__dirname, '../../../dist/cli.js');

/** What one run of `gpo` left. */
export interface GpoRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own, with a blank in its name, in which the built `gpo` runs with a state folder of its own. */
export class GpoSandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'gpo cli '));
  /** Environment variables beside those of this process. */
  readonly variables: Record<string, string> = {};

  constructor() {
    if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run "npm run build" first');
  }

  /** Runs `gpo` to its end. */
  run(...args: readonly string[]): GpoRun {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: this.folder,
      env: this.environment(),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: status, out: stdout, err: stderr };
  }

  /**
   * Runs `gpo` in a pseudo-terminal (made by Python) and types what `answer` returns for what was printed so far: text, or
   * undefined for nothing. Standard output and error come as one text, as a terminal shows them.
   */
  runInTerminal(
    args: readonly string[],
    answer: (shown: string) => string | undefined,
    nodeOptions: readonly string[] = [],
  ): Promise<GpoRun> {
    return new Promise((done, fail) => {
      const child = spawn('python3', ['-c', ptyProgram, process.execPath, ...nodeOptions, cli, ...args], {
        cwd: this.folder,
        env: this.environment(),
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      let shown = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        shown += chunk;
        const typed = answer(shown);
        if (typed !== undefined) child.stdin.write(typed);
      });
      child.on('error', fail);
      child.on('close', (code) => {
        done({ code, out: shown, err: '' });
      });
    });
  }

  /** An absolute path in the sandbox. */
  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      XDG_STATE_HOME: join(this.folder, 'state'),
      LOCALAPPDATA: join(this.folder, 'state'),
      ...this.variables,
    };
  }
}

/** Gives a program a real terminal: copies what it prints to standard output and what is typed on standard input to it. */
const ptyProgram = `
import os, pty, select, sys
pid, master = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
open_input = True
while True:
    ready, _, _ = select.select([master] + ([0] if open_input else []), [], [])
    if master in ready:
        try:
            data = os.read(master, 65536)
        except OSError:
            data = b''
        if not data:
            break
        os.write(1, data)
    if 0 in ready:
        typed = os.read(0, 65536)
        if typed:
            os.write(master, typed)
        else:
            open_input = False
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
`;
