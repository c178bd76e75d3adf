import { vscode } from '../vscodeApi';
import type { CancellationToken } from '../../core/kernel/cancellation';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { ReportSessions } from '../../services/reports/reportSessions';
import type { ReportSource } from '../../services/reports/reportSource';
import { panelInFront } from './panelInFront';
import { ReportEditorDocument } from './reportEditorDocument';
import { ReportOutput } from './reportOutput';
import { reportPageHtml, reportPageRoots } from './reportPageHtml';
import { ReportPanel } from './reportPanel';
import { reportScheme } from './reportUri';

/** The editor for files named gpreport.xml and for reports of GPOs and backups. */
export const reportViewType = 'groupPolicy.report';
/** The same editor, offered for any other XML file under "Open With". */
export const reportXmlViewType = 'groupPolicy.reportXml';

/** What the report editor needs. */
export interface ReportEditorDeps {
  readonly extensionUri: vscode.Uri;
  /** Where pages for printing are kept. */
  readonly printFolder: vscode.Uri;
  /** Holds reports open, in the worker thread. */
  readonly sessions: ReportSessions;
  /** What a `group-policy-report:` URI stands for. @throws PolicyError when it stands for nothing */
  readonly sourceOf: (uri: vscode.Uri, token: CancellationToken) => Promise<ReportSource>;
}

/**
 * Registers the report preview: a read-only editor from bytes, and the commands `groupPolicy.report.copyRow` and
 * `groupPolicy.report.copySection` of its context menu.
 */
export function registerReportEditor(deps: ReportEditorDeps): Disposable {
  const store = new DisposableStore();
  const provider = new ReportEditorProvider(deps);
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: false } };
  for (const viewType of [reportViewType, reportXmlViewType])
    store.add(vscode.window.registerCustomEditorProvider(viewType, provider, options));
  for (const command of ['groupPolicy.report.copyRow', 'groupPolicy.report.copySection'])
    store.add(
      vscode.commands.registerCommand(command, (context: unknown) =>
        provider.copy(context, command === 'groupPolicy.report.copyRow'),
      ),
    );
  return store;
}

class ReportEditorProvider implements vscode.CustomReadonlyEditorProvider<ReportEditorDocument> {
  readonly #panels = new Map<vscode.WebviewPanel, ReportPanel>();
  readonly #output: ReportOutput;

  constructor(private readonly deps: ReportEditorDeps) {
    this.#output = new ReportOutput(deps.sessions, deps.printFolder);
  }

  openCustomDocument(uri: vscode.Uri): ReportEditorDocument {
    return new ReportEditorDocument(uri, this.deps.sessions, (token) => this.#sourceOf(uri, token));
  }

  resolveCustomEditor(document: ReportEditorDocument, panel: vscode.WebviewPanel): void {
    const { extensionUri, sessions } = this.deps;
    panel.webview.options = { enableScripts: true, localResourceRoots: reportPageRoots(extensionUri) };
    const answering = new ReportPanel(document, panel, sessions, this.#output);
    this.#panels.set(panel, answering);
    panel.onDidDispose(() => {
      this.#panels.delete(panel);
      answering.dispose();
    });
    panel.webview.html = reportPageHtml(panel.webview, extensionUri);
  }

  /** From the context menu, whose argument is what the page put on the element. */
  async copy(context: unknown, rowOnly: boolean): Promise<void> {
    const active = panelInFront(this.#panels, ({ uri }) => uri)?.[1];
    if (active === undefined || typeof context !== 'object' || context === null) return;
    const { section, row } = context as { readonly section?: unknown; readonly row?: unknown };
    if (typeof section !== 'number') return;
    await active.copy(section, rowOnly && typeof row === 'number' ? row : undefined);
  }

  async #sourceOf(uri: vscode.Uri, token: CancellationToken): Promise<ReportSource> {
    if (uri.scheme === reportScheme) return this.deps.sourceOf(uri, token);
    // a file of this machine is read by the worker itself
    if (uri.scheme === 'file' && uri.authority === '') return { kind: 'file', path: uri.fsPath };
    return { kind: 'bytes', bytes: await vscode.workspace.fs.readFile(uri), name: uri.path };
  }
}
