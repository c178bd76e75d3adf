import { vscode } from '../vscodeApi';
import type { CancellationToken } from '../../core/kernel/cancellation';
import { toErrorValue, type ErrorValue } from '../../core/kernel/errors';
import { describeError } from '../../text/errors';
import type { RowIcon } from './rowText';

/** A row of one of the trees. Rows with one id are one object for as long as they are shown. */
export interface TreeNode {
  /** Unique in its tree, the same after every reading. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  item(): vscode.TreeItem;
  /** Undefined for a row that has none. Never rejects: what fails becomes an {@link ErrorNode}. */
  children?(): Promise<readonly TreeNode[]>;
  /** What is shown when the pointer rests on the row. */
  tooltip?(token: CancellationToken): Promise<vscode.MarkdownString | undefined>;
}

/** A product icon for a row. */
export function themeIcon({ name, color }: RowIcon): vscode.ThemeIcon {
  return color === undefined ? new vscode.ThemeIcon(name) : new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

/** In the place of rows that could not be read: the reason, and Retry. */
export class ErrorNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    private readonly error: ErrorValue,
    /** Reads again. */
    readonly retry: () => void,
  ) {
    this.id = `${parent.id}/error`;
  }

  item(): vscode.TreeItem {
    const { message, next } = describeError(this.error);
    const item = new vscode.TreeItem(message);
    item.description = vscode.l10n.t('Select to try again');
    item.iconPath = themeIcon({ name: 'error', color: 'list.errorForeground' });
    item.contextValue = 'groupPolicy.error';
    item.tooltip = plainMarkdown(next === '' ? message : `${message}\n\n${next}`);
    item.command = { command: 'groupPolicy.retry', title: vscode.l10n.t('Retry'), arguments: [this] };
    item.accessibilityInformation = { label: vscode.l10n.t('Error: {0} {1}', message, next), role: 'treeitem' };
    return item;
  }
}

/** At the end of a list that is still being read. */
export class LoadingNode implements TreeNode {
  readonly id: string;

  constructor(readonly parent: TreeNode) {
    this.id = `${parent.id}/loading`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Loading…'));
    item.iconPath = themeIcon({ name: 'loading~spin' });
    return item;
  }
}

/** A row that says something and does nothing. */
export class FactNode implements TreeNode {
  constructor(
    readonly id: string,
    readonly parent: TreeNode,
    private readonly text: {
      readonly label: string;
      readonly description?: string;
      readonly icon: RowIcon;
      readonly tooltip?: string;
    },
  ) {}

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.text.label);
    item.description = this.text.description ?? '';
    item.iconPath = themeIcon(this.text.icon);
    if (this.text.tooltip !== undefined) item.tooltip = plainMarkdown(this.text.tooltip);
    return item;
  }
}

/** Markdown that says exactly the text: names in it are no markup. */
export function plainMarkdown(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}

/** A tooltip: a heading and facts, one a line; empty values are left out. */
export function factsMarkdown(title: string, facts: readonly (readonly [string, string])[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**').appendText(title).appendMarkdown('**\n\n');
  for (const [name, value] of facts) {
    if (value === '') continue;
    markdown.appendText(`${name}: ${value}`).appendMarkdown('  \n');
  }
  return markdown;
}

/** The rows that `read` finds, or one that says why it could not. */
export async function nodesOrError(
  parent: TreeNode,
  retry: () => void,
  read: () => Promise<readonly TreeNode[]>,
): Promise<readonly TreeNode[]> {
  try {
    return await read();
  } catch (error) {
    return [new ErrorNode(parent, toErrorValue(error), retry)];
  }
}

/** Keeps the rows below one row by id, so that a row stays the same object when its list is read again. */
export class NodesById<N extends TreeNode> {
  #nodes = new Map<string, N>();

  /** The rows for `items` in their order; what is no longer among them is forgotten. */
  arrange<T>(
    items: readonly T[],
    idOf: (item: T) => string,
    make: (item: T) => N,
    update: (node: N, item: T) => void,
  ): N[] {
    const next = new Map<string, N>();
    for (const item of items) {
      const id = idOf(item);
      const known = this.#nodes.get(id);
      if (known !== undefined) update(known, item);
      next.set(id, known ?? make(item));
    }
    this.#nodes = next;
    return [...next.values()];
  }

  get(id: string): N | undefined {
    return this.#nodes.get(id);
  }
}
