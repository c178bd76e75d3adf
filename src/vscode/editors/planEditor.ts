import { vscode } from '../vscodeApi';
import { DisposableStore, toDisposable, type Disposable } from '../../core/kernel/disposable';
import { toErrorValue } from '../../core/kernel/errors';
import type { FromPlanPage, PlanAction, ToPlanPage } from '../../shared/planMessages';
import type { Page } from '../../text/page';
import { errorSentence } from '../../text/errors';
import { describePlan } from '../../text/plan';
import { panelInFront } from './panelInFront';
import { PlanDocument } from './planDocument';
import { planActions, planPageState } from './planPageState';
import { planPageHtml } from './planPageHtml';
import type { PlanStore } from './planStore';

/** The editor of `group-policy-plan:` URIs. */
export const planViewType = 'groupPolicy.plan';

/** What the page's buttons do. */
export interface PlanActions {
  /** Applies the plan; failures are shown, never thrown. */
  apply(document: PlanDocument): Promise<void>;
  /** Makes the same plan again from what is there now. */
  again(document: PlanDocument): Promise<void>;
  undo(document: PlanDocument): Promise<void>;
  details(document: PlanDocument): Promise<void>;
  /** Whether this window is applying it right now. */
  isRunning(document: PlanDocument): boolean;
}

/** Shows plans, each as a page with Apply and Discard. */
export class PlanEditor implements vscode.CustomReadonlyEditorProvider<PlanDocument>, Disposable {
  readonly #store = new DisposableStore();
  readonly #panels = new Map<vscode.WebviewPanel, PlanDocument>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly plans: PlanStore,
    private readonly actions: PlanActions,
  ) {
    this.#store.add(
      vscode.window.registerCustomEditorProvider(planViewType, this, {
        supportsMultipleEditorsPerDocument: true,
        webviewOptions: { retainContextWhenHidden: false },
      }),
    );
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showAll()));
  }

  /** Does what a button of the plan in front does: for keys and the palette. */
  async act(action: PlanAction['action']): Promise<void> {
    const front = panelInFront(this.#panels, ({ uri }) => uri);
    if (front !== undefined) await this.#act(...front, action);
  }

  async openCustomDocument(uri: vscode.Uri): Promise<PlanDocument> {
    try {
      return await PlanDocument.open(uri, this.plans);
    } catch (error) {
      // VS Code shows the message in the editor's place
      throw new Error(errorSentence(toErrorValue(error)), { cause: error });
    }
  }

  resolveCustomEditor(document: PlanDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const folders = [['dist', 'webview'], ['media']] as const;
    webview.options = {
      enableScripts: true,
      localResourceRoots: folders.map((path) => vscode.Uri.joinPath(this.extensionUri, ...path)),
    };
    const store = new DisposableStore();
    store.add(
      webview.onDidReceiveMessage((message: FromPlanPage) => {
        if (message.type === 'ready') this.#show(panel, document);
        else void this.#act(panel, document, message.action);
      }),
    );
    store.add(document.onDidChange(() => this.#show(panel, document)));
    store.add(toDisposable(() => this.#panels.delete(panel)));
    this.#panels.set(panel, document);
    panel.onDidDispose(() => store.dispose());
    webview.html = planPageHtml(webview, this.extensionUri);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #act(panel: vscode.WebviewPanel, document: PlanDocument, action: PlanAction['action']): Promise<void> {
    const offered = planActions(document, this.actions.isRunning(document)).find((each) => each.action === action);
    if (offered === undefined || offered.disabled !== undefined) return;
    if (action === 'discard') {
      await document.setState({ kind: 'discarded' });
      panel.dispose();
    } else if (action === 'again') {
      await this.actions.again(document);
    } else await this.actions[action](document);
  }

  #showAll(): void {
    for (const [panel, document] of this.#panels) this.#show(panel, document);
  }

  #show(panel: vscode.WebviewPanel, document: PlanDocument): void {
    const isRunning = this.actions.isRunning(document);
    const message: ToPlanPage<Page> = {
      type: 'show',
      page: describePlan(document.plan),
      state: planPageState(document.state, isRunning),
      actions: planActions(document, isRunning),
    };
    void panel.webview.postMessage(message);
  }
}
