import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { addLanguagePack, translateExtension } from '../../tools/l10n/pseudoLanguage';
import { startBrowser } from '../../tools/workbench/browser';
import { startCodeServer, type CodeServer } from '../../tools/workbench/codeServer';
import { installWorkbench } from '../../tools/workbench/install';
import { runOrThrow } from '../../tools/workbench/runCommand';
import { Workbench } from './pages/workbench';

const project = join(__dirname, '..', '..');
const vsix = join(project, 'out', 'group-policy.vsix');
const cli = join(project, 'dist', 'cli.js');

/** What a file of tests needs beside the packed extension on a sample domain. */
export interface SessionOptions {
  /** Names of folders beside the sample domain's that the settings name as domains too, and that nobody has made yet. */
  readonly missingDomains?: readonly string[];
  /** The environment of the extension. */
  readonly env?: Readonly<Record<string, string>>;
  /** GPOs of the sample domain; about fifteen when it is not given. */
  readonly gpos?: number;
  /** A TypeScript file, from the project's root, that takes the place of the extension's worker. */
  readonly worker?: string;
  /** Show the workbench in the pseudo-language, into which all words of the extension are translated. */
  readonly pseudoLanguage?: boolean;
  /** Ask whether folders are trusted, as VS Code does by default: the session begins in Restricted Mode. */
  readonly workspaceTrust?: boolean;
}

/** A workbench of its own with the packed extension on a sample domain. */
export interface Session {
  readonly workbench: Workbench;
  readonly server: CodeServer;
  /** The sample domain's folder; it is the workspace folder too. */
  readonly domainFolder: string;
  /** An empty backup folder that the Backups view shows. */
  readonly backupFolder: string;
  /** Loads the page anew, as a user does. */
  reload(): Promise<void>;
  /** Runs the command line as another user of the same folders would. @throws when it fails */
  gpo(...args: readonly string[]): Promise<void>;
}

/**
 * Gives the tests of a `describe` a workbench: started before the first, ended after the last, with a picture of it in
 * test-results when one fails. Call it in the body of the `describe`, and its result in the tests.
 */
export function useWorkbench(options: SessionOptions = {}): () => Session {
  let session: (Session & { stop(): Promise<void> }) | undefined;

  before(async function () {
    this.timeout(180_000);
    session = await startSession(options);
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replace(/\W+/g, '-');
    await session?.workbench.screenshot(`failed-${name}`);
  });

  after(async function () {
    this.timeout(30_000);
    await session?.stop();
  });

  return () => {
    if (session === undefined) throw new Error('the workbench is there only while a test runs');
    return session;
  };
}

async function startSession(options: SessionOptions): Promise<Session & { stop(): Promise<void> }> {
  if (!existsSync(vsix)) throw new Error('out/group-policy.vsix is missing: run "npm run package" first');
  const folder = mkdtempSync(join(tmpdir(), 'group-policy-e2e-'));
  const domainFolder = join(folder, 'contoso');
  const backupFolder = join(folder, 'backups');
  mkdirSync(backupFolder);
  const started: { server?: CodeServer; browser?: Browser } = {};
  const stop = async (): Promise<void> => {
    await started.browser?.close();
    await started.server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const gpo = async (...args: readonly string[]): Promise<void> => {
      const env = { ...process.env, XDG_STATE_HOME: join(folder, 'state') };
      await runOrThrow(process.execPath, [cli, ...args], { env });
    };
    const count = options.gpos === undefined ? [] : ['--gpos', String(options.gpos)];
    await gpo('sample', domainFolder, ...count);
    const domains = ['contoso', ...(options.missingDomains ?? [])];
    const server = await startCodeServer({
      installation: await installWorkbench('current', console.log),
      vsix: [vsix],
      machineSettings: {
        'groupPolicy.domains': domains.map((name) => `snapshot:${join(folder, name)}`),
        'groupPolicy.backupFolders': [backupFolder],
        // a page that takes the focus late would close the palette under the test's hands
        'workbench.quickOpen.closeOnFocusLost': false,
      },
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.workspaceTrust === undefined ? {} : { workspaceTrust: options.workspaceTrust }),
    });
    started.server = server;
    if (options.worker !== undefined) await replaceWorker(server, options.worker);
    if (options.pseudoLanguage === true) {
      await translateExtension(installedExtension(server));
      addLanguagePack(join(server.stateFolder, 'data'), folder);
    }
    const browser = await startBrowser();
    started.browser = browser;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(page);
    const reload = (): Promise<void> => workbench.open(`${server.origin}/?folder=${encodeURIComponent(domainFolder)}`);
    await reload();
    return { workbench, server, domainFolder, backupFolder, reload, gpo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function installedExtension(server: CodeServer): string {
  const extensions = join(server.stateFolder, 'extensions');
  const [installed] = readdirSync(extensions).filter((name) => name.startsWith('group-policy-as-code.group-policy-'));
  if (installed === undefined) throw new Error('the extension is not installed');
  return join(extensions, installed);
}

async function replaceWorker(server: CodeServer, entry: string): Promise<void> {
  await build({
    absWorkingDir: project,
    entryPoints: [entry],
    outfile: join(installedExtension(server), 'dist', 'worker.js'),
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
  });
}
