import { vscode } from '../vscodeApi';
import { Emitter } from '../../core/kernel/event';
import type { TreeNode } from './treeNode';

/** Gives rows to a tree view of VS Code. */
export class NodeTree<N extends TreeNode = TreeNode> implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #asked = new Emitter<void>();
  /** Fires when rows are to be shown anew, are asked for, and have been given. */
  readonly onDidAsk = this.#asked.event;

  /** @param roots the rows at the top, the same objects as long as they are shown */
  constructor(private readonly roots: () => readonly N[]) {}

  /** Shows rows and what is below them anew; without rows, the whole tree. */
  refresh(nodes?: readonly TreeNode[]): void {
    this.#asked.fire();
    if (nodes === undefined) this.#changed.fire(undefined);
    else if (nodes.length > 0) this.#changed.fire([...nodes]);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = node.item();
    item.id = node.id;
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    this.#asked.fire();
    try {
      if (node === undefined) return [...this.roots()];
      return [...((await node.children?.()) ?? [])];
    } finally {
      this.#asked.fire();
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const tooltip = await node.tooltip?.(token);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#asked.dispose();
  }
}
