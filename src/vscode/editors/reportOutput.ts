import { vscode } from '../vscodeApi';
import type { ReportSessions } from '../../services/reports/reportSessions';
import type { ReportFormat } from '../../services/reports/reportSource';
import type { ReportEditorDocument } from './reportEditorDocument';
import { reportScheme } from './reportUri';

const formats: Readonly<Record<string, ReportFormat>> = { html: 'html', md: 'markdown', json: 'json', xml: 'xml' };

/** Takes a report out of the editor: into a file, onto paper, into a text editor. */
export class ReportOutput {
  constructor(
    private readonly sessions: ReportSessions,
    /** A folder of the extension's own for pages that are printed. */
    private readonly printFolder: vscode.Uri,
  ) {}

  /** Asks where to, and writes the report in the form that the name's ending says. Says what was written. */
  async save(document: ReportEditorDocument): Promise<string | undefined> {
    const { title } = await document.open();
    const target = await vscode.window.showSaveDialog({
      defaultUri: this.#proposal(document.uri, title),
      filters: {
        [vscode.l10n.t('HTML page')]: ['html'],
        Markdown: ['md'],
        JSON: ['json'],
        XML: ['xml'],
      },
    });
    if (target === undefined) return undefined;
    const ending = target.path.slice(target.path.lastIndexOf('.') + 1).toLowerCase();
    await vscode.workspace.fs.writeFile(target, await this.#bytes(document, formats[ending] ?? 'html'));
    return vscode.l10n.t('Saved as {0}.', target.path.slice(target.path.lastIndexOf('/') + 1));
  }

  /** Opens the saved page in the browser, which prints; where the browser is on another machine, only saves it. */
  async print(document: ReportEditorDocument): Promise<string | undefined> {
    if (vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web) {
      const saved = await this.save(document);
      return saved === undefined ? undefined : vscode.l10n.t('{0} Open it in your browser to print it.', saved);
    }
    const { title } = await document.open();
    const page = vscode.Uri.joinPath(this.printFolder, `${fileName(title)}.html`);
    await vscode.workspace.fs.createDirectory(this.printFolder);
    await vscode.workspace.fs.writeFile(page, await this.#bytes(document, 'html'));
    const opened = await vscode.env.openExternal(page);
    return opened ? vscode.l10n.t('Opened in the browser: print it there.') : undefined;
  }

  /** The report as text: its file, or what a provider made. */
  async showXml(document: ReportEditorDocument): Promise<void> {
    if (document.uri.scheme !== reportScheme) {
      await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default');
      return;
    }
    const content = decode(await this.#bytes(document, 'xml'));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'xml' }));
  }

  #bytes(document: ReportEditorDocument, format: ReportFormat): Promise<Uint8Array> {
    return document.ask((handle, run) => this.sessions.saveReport({ handle, format }, run));
  }

  #proposal(uri: vscode.Uri, title: string): vscode.Uri {
    const folder =
      uri.scheme === reportScheme ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(uri, '..');
    const name = `${fileName(title)}.html`;
    return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
  }
}

/** A name that every file system takes. */
function fileName(title: string): string {
  const name = title

    .replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 100);
  return name === '' ? 'report' : name;
}

function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
