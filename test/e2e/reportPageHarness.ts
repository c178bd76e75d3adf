import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { neverCancelled } from '../../src/core/kernel/cancellation';
import { breathlessPacer } from '../../src/core/kernel/pacer';
import { escapeHtml } from '../../src/core/report/render/escapeHtml';
import { createReportServices } from '../../src/services/reports/createReportServices';
import type { OpenReport } from '../../src/services/reports/reportSessions';
import type { FromReportPage, ToReportPage } from '../../src/shared/reportMessages';
import { reportPageWords } from '../../src/text/reportPageWords';
import { reportWords } from '../../src/text/reportWords';

const project = join(__dirname, '..', '..');

/** Colours of VS Code's own themes, as a webview gets them. */
export const themes = {
  dark: {
    kind: 'vscode-dark',
    colours: {
      'editor-background': '#1f1f1f',
      'editor-foreground': '#cccccc',
      foreground: '#cccccc',
      descriptionForeground: '#9d9d9d',
      'editorWidget-background': '#202020',
      'editorWidget-border': '#313131',
      'list-hoverBackground': '#2a2d2e',
      'list-inactiveSelectionBackground': '#37373d',
      'input-background': '#313131',
      'input-foreground': '#cccccc',
      'input-border': '#3c3c3c',
      'input-placeholderForeground': '#989898',
      focusBorder: '#0078d4',
      errorForeground: '#f85149',
      'testing-iconPassed': '#73c991',
      'editorWarning-foreground': '#cca700',
      'editor-findMatchHighlightBackground': '#ea5c0055',
      'toolbar-hoverBackground': '#5a5d5e50',
      'textLink-foreground': '#4daafc',
    },
  },
  light: {
    kind: 'vscode-light',
    colours: {
      'editor-background': '#ffffff',
      'editor-foreground': '#3b3b3b',
      foreground: '#3b3b3b',
      descriptionForeground: '#6b6b6b',
      'editorWidget-background': '#f8f8f8',
      'editorWidget-border': '#e0e0e0',
      'list-hoverBackground': '#f2f2f2',
      'list-inactiveSelectionBackground': '#e4e6f1',
      'input-background': '#ffffff',
      'input-foreground': '#3b3b3b',
      'input-border': '#cecece',
      'input-placeholderForeground': '#767676',
      focusBorder: '#005fb8',
      errorForeground: '#c72e0f',
      'testing-iconPassed': '#73c991',
      'editorWarning-foreground': '#bf8803',
      'editor-findMatchHighlightBackground': '#ea5c0055',
      'toolbar-hoverBackground': '#b8b8b850',
      'textLink-foreground': '#005fb8',
    },
  },
  contrast: {
    kind: 'vscode-high-contrast',
    colours: {
      'editor-background': '#000000',
      'editor-foreground': '#ffffff',
      foreground: '#ffffff',
      descriptionForeground: '#ffffff',
      'editorWidget-background': '#0c141f',
      'editorWidget-border': '#6fc3df',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'input-background': '#000000',
      'input-foreground': '#ffffff',
      'input-border': '#6fc3df',
      focusBorder: '#f38518',
      errorForeground: '#f48771',
      'textLink-foreground': '#21a6ff',
    },
  },
} as const;

/** The report page outside the editor: the real script and style under the real policy, the real services behind it. */
export class ReportPageHarness {
  #server: Server | undefined;
  readonly messages: FromReportPage[] = [];
  /** Requests of the page for anything but its own files. */
  readonly strangers: string[] = [];
  /** Errors of the page's script and breaches of its policy. */
  readonly errors: string[] = [];
  readonly services = createReportServices({
    words: reportWords,
    pacer: breathlessPacer,
    xmlOf: () => Promise.reject(new Error('only bytes here')),
  });
  #script = '';

  async start(): Promise<void> {
    const built = await build({
      entryPoints: [join(project, 'src', 'webview', 'report', 'main.ts')],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      absWorkingDir: project,
    });
    this.#script = built.outputFiles[0]?.text ?? '';
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const theme = new URL(request.url ?? '/', 'http://localhost').searchParams.get('theme');
      const [type, body] = this.#file(path, theme);
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
      response.end(body);
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
  }

  /** The next message of a kind; those that came before count too. */
  async message(type: FromReportPage['type']): Promise<FromReportPage> {
    for (;;) {
      const found = this.messages.findLast((message) => message.type === type);
      if (found !== undefined) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** Opens a page on a report; `state` is what an earlier page left. */
  async open(
    context: BrowserContext,
    bytes: Uint8Array,
    theme: keyof typeof themes = 'dark',
    state?: unknown,
  ): Promise<Page> {
    const page = await context.newPage();
    let opened: OpenReport | undefined;
    const send = (message: ToReportPage): Promise<void> =>
      page.evaluate((data) => {
        window.postMessage(data, '*');
      }, message);
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') this.errors.push(line.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.origin)) this.strangers.push(request.url());
    });
    await page.exposeFunction('toHost', async (message: FromReportPage) => {
      this.messages.push(message);
      const run = { token: neverCancelled, progress: (): void => undefined };
      if (message.type === 'ready') {
        const source = { kind: 'bytes', bytes, name: 'gpreport.xml' } as const;
        opened = await this.services.openReport(
          { source },
          { token: neverCancelled, progress: (head) => void send({ type: 'head', head }) },
        );
        await send({ type: 'opened', report: opened, problems: [] });
      } else if (opened !== undefined && message.type === 'rows') {
        const { id, section, from, count } = message;
        const rows = await this.services.reportRows({ handle: opened.handle, section, from, count }, run);
        await send({ type: 'rows', id, rows });
      } else if (opened !== undefined && message.type === 'search') {
        const hits = await this.services.searchReport({ handle: opened.handle, text: message.text }, run);
        await send({ type: 'hits', id: message.id, hits });
      }
    });
    // as text: a function would be sent with the helpers that the tests' compiler adds
    await page.addInitScript({
      content: `globalThis.pageState = ${state === undefined ? 'undefined' : JSON.stringify(state)};
        globalThis.acquireVsCodeApi = () => ({
          postMessage: (message) => void globalThis.toHost(message),
          getState: () => globalThis.pageState,
          setState: (value) => { globalThis.pageState = value; },
        });`,
    });
    await page.goto(`${this.origin}/?theme=${theme}`);
    await page.locator('.toolbar').waitFor();
    return page;
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#server?.address() as AddressInfo).port)}`;
  }

  #file(path: string, theme: string | null): readonly [type: string, body: string | undefined] {
    switch (path) {
      case '/':
        return ['text/html; charset=utf-8', this.#html(theme === 'light' || theme === 'contrast' ? theme : 'dark')];
      case '/report.js':
        return ['text/javascript', this.#script];
      case '/report.css':
        return ['text/css', readFileSync(join(project, 'media', 'report.css'), 'utf8')];
      case '/theme.css':
        return ['text/css', themeCss(theme === 'light' || theme === 'contrast' ? theme : 'dark')];
      default:
        return ['text/plain', undefined];
    }
  }

  /** As reportPageHtml makes it; the editor adds the theme's colours by itself. */
  #html(theme: keyof typeof themes): string {
    const policy = `default-src 'none'; style-src ${this.origin}; script-src 'nonce-abc'`;
    const words = escapeHtml(JSON.stringify(reportPageWords()));
    return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="/theme.css?theme=${theme}"><link rel="stylesheet" href="/report.css">
</head><body class="${themes[theme].kind}" data-words="${words}"><div id="root"></div>
<script nonce="abc" src="/report.js"></script></body></html>`;
  }
}

function themeCss(theme: keyof typeof themes): string {
  const colours = Object.entries(themes[theme].colours).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `html { ${colours.join(' ')} --vscode-font-family: "Segoe UI", "Liberation Sans", sans-serif; --vscode-font-size: 13px; }`;
}
