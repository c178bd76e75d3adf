import type { StreamedList } from '../model/streamedList';
import { ErrorNode, LoadingNode, type TreeNode } from './treeNode';

/** Rows that a long list shows first. */
export const firstRows = 200;

/** A list below a domain that streams in: what is there so far, then "Loading…" or why it failed. */
export async function streamedNodes<T>(
  node: TreeNode,
  list: StreamedList<T>,
  shown: () => void,
  arrange: (items: readonly T[]) => readonly TreeNode[],
): Promise<readonly TreeNode[]> {
  await list.first();
  // the end of a short list is on its way right behind its only batch
  if (!list.isComplete && list.error === undefined && list.items.length < firstRows)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const nodes: TreeNode[] = [...arrange(list.items)];
  shown();
  if (list.error !== undefined) nodes.push(new ErrorNode(node, list.error, () => list.reload()));
  else if (!list.isComplete) nodes.push(new LoadingNode(node));
  return nodes;
}
