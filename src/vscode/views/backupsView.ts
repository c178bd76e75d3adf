import { vscode } from '../vscodeApi';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { BackupCatalogue } from '../model/backupCatalogue';
import { matchesFilter } from '../model/byName';
import type { Catalogues } from '../model/catalogues';
import { Throttle } from '../model/throttle';
import { BackupFolderNode, type BackupsTreeContext } from './backupNodes';
import { NodeTree } from './nodeTree';
import { SelectedRows } from './selectedRows';
import type { TreeNode } from './treeNode';
import { contextKeys, viewIds } from './viewIds';

const refreshMs = 500;

/** The view "Backups". */
export class BackupsView implements Disposable, BackupsTreeContext {
  readonly #store = new DisposableStore();
  readonly #folders = new Map<string, ShownFolder>();
  readonly #tree: NodeTree;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly selected: SelectedRows;
  #filter = '';

  constructor(
    private readonly catalogues: Catalogues,
    dragAndDrop: vscode.TreeDragAndDropController<TreeNode>,
  ) {
    this.#tree = this.#store.add(new NodeTree(() => this.#roots()));
    this.#view = this.#store.add(
      vscode.window.createTreeView(viewIds.backups, {
        treeDataProvider: this.#tree,
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController: dragAndDrop,
      }),
    );
    this.selected = this.#store.add(new SelectedRows(this.#view, this.#tree.onDidAsk));
    this.#store.add(catalogues.onDidChange(() => this.#tree.refresh()));
    const listening = this.#store.add(
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        listening.dispose();
        void findBackupFolders();
      }),
    );
  }

  /** The rows at the top. */
  get roots(): readonly TreeNode[] {
    return this.#roots();
  }

  get filter(): string {
    return this.#filter;
  }

  /** Shows only what has the words, and says so above the tree. */
  async setFilter(filter: string): Promise<void> {
    this.#filter = filter.trim();
    await vscode.commands.executeCommand('setContext', contextKeys.backupsFiltered, this.#filter !== '');
    this.#sayFilter();
    this.#tree.refresh();
  }

  /** Selects a backup folder and opens it. */
  async revealFolder(folder: string): Promise<void> {
    const node = this.#roots().find(({ catalogue }) => catalogue.folder === folder);
    if (node !== undefined) await this.#view.reveal(node, { select: true, focus: true, expand: true });
  }

  dispose(): void {
    this.#store.dispose();
    for (const shown of this.#folders.values()) shown.dispose();
  }

  #roots(): readonly BackupFolderNode[] {
    const catalogues = this.catalogues.backupFolders();
    const present = new Set(catalogues);
    for (const [folder, shown] of this.#folders) {
      if (present.has(shown.node.catalogue)) continue;
      shown.dispose();
      this.#folders.delete(folder);
    }
    return catalogues.map((catalogue) => this.#shown(catalogue).node);
  }

  #shown(catalogue: BackupCatalogue): ShownFolder {
    const known = this.#folders.get(catalogue.folder);
    if (known !== undefined) return known;
    const shown = new ShownFolder(new BackupFolderNode(catalogue, this), (node) => {
      this.#sayFilter();
      this.#tree.refresh([node]);
    });
    this.#folders.set(catalogue.folder, shown);
    return shown;
  }

  #sayFilter(): void {
    if (this.#filter === '') {
      // the property is not optional: undefined clears it
      Object.assign(this.#view, { message: undefined });
      return;
    }
    const backups = [...this.#folders.values()].flatMap(({ node }) => node.catalogue.backups.items);
    const found = backups.filter(({ gpoName, comment, domain, id }) =>
      matchesFilter(this.#filter, gpoName, comment, domain, id),
    );
    this.#view.message =
      backups.length === 0
        ? vscode.l10n.t('Filter: "{0}".', this.#filter)
        : vscode.l10n.t('Filter: "{0}". {1} of {2} backups.', this.#filter, found.length, backups.length);
  }
}

/** A folder's row and what keeps it up to date. */
class ShownFolder implements Disposable {
  readonly #store = new DisposableStore();

  constructor(
    readonly node: BackupFolderNode,
    refresh: (node: BackupFolderNode) => void,
  ) {
    const throttle = this.#store.add(new Throttle(refreshMs, () => refresh(node)));
    this.#store.add(node.catalogue.backups.onDidChange(() => throttle.ask()));
  }

  dispose(): void {
    this.#store.dispose();
  }
}

const mostFolders = 200;

/** Tells the Explorer's menu which folders of the workspace hold backups. */
async function findBackupFolders(): Promise<void> {
  const found = await vscode.workspace.findFiles('**/{manifest.xml,bkupInfo.xml}', undefined, mostFolders);
  const folders = found.map((file) =>
    // a backup set is above the folder of one backup
    file.path.toLowerCase().endsWith('/bkupinfo.xml')
      ? vscode.Uri.joinPath(file, '..', '..')
      : vscode.Uri.joinPath(file, '..'),
  );
  const paths = [...new Set(folders.map(({ fsPath }) => fsPath))];
  await vscode.commands.executeCommand('setContext', contextKeys.foundBackupFolders, paths);
}
