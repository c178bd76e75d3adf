// Stands in for the VS Code desktop executable that @vscode/test-electron runs: the same arguments and the same exit code,
// but the workbench is code-server in headless Chromium.
//   WORKBENCH_EDITION    current (default) or floor
//   WORKBENCH_DEADLINE   milliseconds until a suite counts as hung
//   WORKBENCH_VERBOSE    show the workbench's own log too
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startBrowser } from './browser';
import { startCodeServer, type CodeServer } from './codeServer';
import { installWorkbench } from './install';

/** What the arguments ask for. */
interface Request {
  readonly extensionPaths: readonly string[];
  readonly testsPath: string;
  readonly folder: string | undefined;
}

const exitCodes = { failed: 1, wrongUse: 2, noResult: 3, hostDied: 4 } as const;
const deadline = Number(process.env['WORKBENCH_DEADLINE'] ?? 300_000);
const verbose = process.env['WORKBENCH_VERBOSE'] !== undefined;
const noise =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|Ignoring fetching additional|\[Service Worker\]|\[AgentHost|\[AccountPolicyGate\]|Updating additional builtin|Creation of workbench|Timed out waiting for authentication|The web worker extension host)|Canceled|Cannot find module .*watchdog|Could not locate the bindings file/;

function readArguments(args: readonly string[]): Request | undefined {
  const extensionPaths: string[] = [];
  const folders: string[] = [];
  let testsPath: string | undefined;
  const asPath = (value: string): string => (value.startsWith('file:') ? fileURLToPath(value) : resolve(value));
  for (const argument of args) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) folders.push(asPath(argument));
    else if (name === 'extensionDevelopmentPath' && value !== undefined) extensionPaths.push(asPath(value));
    else if (name === 'extensionTestsPath' && value !== undefined) testsPath = asPath(value);
    // the others (--no-sandbox, --user-data-dir=…) have no meaning here
  }
  if (testsPath === undefined || extensionPaths.length === 0) return undefined;
  return { extensionPaths, testsPath, folder: folders[0] };
}

/** The address that makes the page load the extensions from their folders and run the suite. */
function addressOf(server: CodeServer, request: Request): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${String(server.port)}${encodeURI(path)}`;
  const payload = [
    ...request.extensionPaths.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(request.testsPath)],
    ['skipWelcome', 'true'],
  ];
  const folder = request.folder ?? server.stateFolder;
  return `${server.origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The exit code that the page reports; rejects when there can be none any more. */
async function resultOf(page: Page, server: CodeServer): Promise<number> {
  return new Promise((resolveResult, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`no result of the suite: ${reason}`));
    };
    setTimeout(fail, deadline, 'it took too long').unref();
    page.on('crash', () => {
      fail('the page crashed');
    });
    page.on('close', () => {
      fail('the browser ended');
    });
    server.process.once('exit', () => {
      fail('code-server ended');
    });
    page
      .exposeFunction('codeAutomationLog', (kind: string, args: readonly unknown[]) => {
        if (!verbose && typeof args[0] === 'string' && noise.test(args[0])) return;
        if (kind === 'error' || kind === 'warn') console.error(...args);
        else console.log(...args);
      })
      .catch(reject);
    page.exposeFunction('codeAutomationExit', resolveResult).catch(reject);
  });
}

/**
 * How the extension host ended. When it dies under the suite (process.exit, abort, out of memory) the page still reports
 * success, so only the server's log tells.
 */
async function hostEnd(server: CodeServer): Promise<string | undefined> {
  const match = await server.waitForLog(/Extension Host Process exited with code: (\w+), signal: (\w+)/, 10_000);
  if (match === undefined) return 'without a word in the log of code-server';
  const [, code, signal] = match;
  return code === '0' && signal === 'null' ? undefined : `with code ${code ?? '?'}, signal ${signal ?? '?'}`;
}

async function run(request: Request): Promise<number> {
  const edition = process.env['WORKBENCH_EDITION'] === 'floor' ? 'floor' : 'current';
  const installation = await installWorkbench(edition, console.log);
  const server = await startCodeServer({ installation, testDriver: true });
  try {
    const browser = await startBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const result = resultOf(page, server);
      await Promise.all([page.goto(addressOf(server, request)), result]);
      const code = await result;
      const died = await hostEnd(server);
      if (died === undefined) return code;
      console.error(`The extension host ended ${died}.`);
      return code === 0 ? exitCodes.hostDied : code;
    } finally {
      await browser.close();
    }
  } catch (error) {
    console.error(error);
    console.error(server.log().slice(-3000));
    return exitCodes.noResult;
  } finally {
    await server.stop();
  }
}

async function main(): Promise<void> {
  const request = readArguments(process.argv.slice(2));
  if (request === undefined) {
    console.error(
      `${join('tools', 'workbench', 'code.cjs')} needs --extensionDevelopmentPath and --extensionTestsPath`,
    );
    process.exit(exitCodes.wrongUse);
  }
  process.exit(await run(request));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(exitCodes.failed);
});
