import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchInstallation } from './install';
import { runOrThrow } from './runCommand';

/** What a code-server is started with. */
export interface CodeServerOptions {
  readonly installation: WorkbenchInstallation;
  /** Folder for settings, extensions and state; a temporary one, removed at the end, when it is not given. */
  readonly stateFolder?: string;
  /** Extensions to install first. */
  readonly vsix?: readonly string[];
  /** User settings beside the quiet ones; a state folder that has settings keeps them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of machine scope: of the side where the extension runs. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Environment beside that of this process; it reaches the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Let a page run an extension test suite (`extensionTestsPath`); no toast is ever shown then. */
  readonly testDriver?: boolean;
  /** The password that a page asks for; none when it is not given. */
  readonly password?: string;
  /** Ask whether folders are trusted, as VS Code does by default. */
  readonly workspaceTrust?: boolean;
}

/** A running code-server; it listens on 127.0.0.1 only, on a free port. */
export interface CodeServer {
  readonly process: ChildProcess;
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly stateFolder: string;
  /** All that it has printed. */
  log(): string;
  /** Waits until a line of the log matches; undefined when none does in time. */
  waitForLog(pattern: RegExp, milliseconds: number): Promise<RegExpExecArray | undefined>;
  /** Ends the server with all its processes and removes a temporary state folder. */
  stop(): Promise<void>;
}

/** No welcome page, no advert, no update, no telemetry, no network: a workbench that shows what is tested and nothing else. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'git.autofetch': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'window.confirmBeforeClose': 'never',
  'files.simpleDialog.enable': true,
};

const startDeadline = 60_000;

/** Starts code-server and resolves when it answers; throws with its log when it does not. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const temporary = options.stateFolder === undefined;
  const stateFolder = options.stateFolder ?? mkdtempSync(join(tmpdir(), 'workbench-'));
  const remove = (): void => {
    if (temporary) rmSync(stateFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const { data, extensions, env } = prepareState(stateFolder, options);
    const { node, entry } = options.installation;
    const common = [entry, '--user-data-dir', data, '--extensions-dir', extensions];
    for (const vsix of options.vsix ?? [])
      await runOrThrow(node, [...common, '--install-extension', vsix, '--force'], { env });
    const child = spawn(node, [...common, ...serverArguments(options)], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // a process group of its own, so that the extension hosts, terminals and watchers end with it
      detached: true,
    });
    return await whenListening(child, stateFolder, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

function serverArguments(options: CodeServerOptions): string[] {
  return [
    ...['--auth', options.password === undefined ? 'none' : 'password'],
    ...['--bind-addr', '127.0.0.1:0'],
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    '--disable-proxy',
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.testDriver === true ? options.installation.testArguments : []),
  ];
}

function prepareState(
  folder: string,
  options: CodeServerOptions,
): { data: string; extensions: string; env: NodeJS.ProcessEnv } {
  const make = (...names: string[]): string => {
    const path = join(folder, ...names);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const home = make('home');
  const data = make('data');
  const settings = {
    ...quietSettings,
    ...(options.workspaceTrust === true ? {} : { 'security.workspace.trust.enabled': false }),
    ...options.settings,
  };
  writeSettings(make('data', 'User'), settings);
  writeSettings(make('data', 'Machine'), options.machineSettings ?? {});
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // otherwise it asks the public gallery
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    HOME: home,
    XDG_CONFIG_HOME: make('home', '.config'),
    XDG_DATA_HOME: make('home', '.local', 'share'),
    XDG_STATE_HOME: make('home', '.local', 'state'),
    XDG_CACHE_HOME: make('home', '.cache'),
    TMPDIR: make('tmp'),
    ...(options.password === undefined ? {} : { PASSWORD: options.password }),
    ...options.env,
  };
  const foreign = [
    'PORT',
    'VSCODE_IPC_HOOK_CLI',
    'NODE_OPTIONS',
    ...(options.password === undefined ? ['PASSWORD'] : []),
  ];
  for (const name of foreign) Reflect.deleteProperty(env, name);
  return { data, extensions: make('extensions'), env };
}

function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  const file = join(folder, 'settings.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(settings, undefined, 2));
}

async function whenListening(child: ChildProcess, stateFolder: string, remove: () => void): Promise<CodeServer> {
  let log = '';
  const readers = new Set<() => void>();
  const append = (chunk: Buffer): void => {
    log += chunk.toString();
    for (const reader of readers) reader();
  };
  child.stdout?.on('data', append);
  child.stderr?.on('data', append);
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
      for (const reader of readers) reader();
    });
  });

  const waitForLog: CodeServer['waitForLog'] = (pattern, milliseconds) =>
    new Promise((resolve) => {
      const end = (match: RegExpExecArray | undefined): void => {
        clearTimeout(timer);
        readers.delete(look);
        resolve(match);
      };
      const look = (): void => {
        const match = pattern.exec(log);
        if (match !== null || child.exitCode !== null) end(match ?? undefined);
      };
      const timer = setTimeout(end, milliseconds, undefined);
      readers.add(look);
      look();
    });

  const kill = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // the group is gone already
    }
  };
  const stop = async (): Promise<void> => {
    forgetSignals();
    kill('SIGTERM');
    const timer = setTimeout(kill, 4000, 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await gone;
    clearTimeout(timer);
    kill('SIGKILL');
    remove();
  };
  const forgetSignals = onTermination(() => {
    kill('SIGKILL');
    remove();
  });

  const listening = await waitForLog(/HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/, startDeadline);
  const port = Number(listening?.[1]);
  if (listening === undefined || !Number.isInteger(port)) {
    await stop();
    throw new Error(`code-server did not start:\n${log.slice(-4000)}`);
  }
  const origin = `http://127.0.0.1:${String(port)}`;
  return { process: child, port, origin, stateFolder, log: () => log, waitForLog, stop };
}

/** Calls back when this process is told to end, and ends it then; the result takes the handlers off again. */
function onTermination(clean: () => void): () => void {
  const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
  const handlers = Object.entries(signals).map(([signal, number]) => {
    const handler = (): void => {
      clean();
      process.exit(128 + number);
    };
    // not `once`: that restores the default first, and a second signal (a terminal's and npm's) would end this before it cleaned
    process.on(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}
