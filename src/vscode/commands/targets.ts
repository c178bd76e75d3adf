import type { BackupSummary } from '../../core/model/backup';
import type { GpoSummary } from '../../core/model/gpo';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { BackedUpGpoNode, BackupFolderNode, BackupNode } from '../views/backupNodes';
import { DomainNode, GpoListNode } from '../views/domainNodes';
import { StarterGpoNode } from '../views/starterGpoNodes';
import { GpoNode } from '../views/gpoNode';
import { LinkNode, SomNode } from '../views/somNodes';
import type { SelectedRows } from '../views/selectedRows';
import type { TreeNode } from '../views/treeNode';
import { viewIds } from '../views/viewIds';
import type { CommandContext } from './commandContext';
import type { CommandTarget } from './ids';

/** The rows that a command is about; empty when it has to ask. */
export function nodesOf(
  context: Pick<CommandContext, 'domainsView' | 'backupsView'>,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): readonly TreeNode[] {
  if (target === undefined) return [];
  const focused = selectedRows(context, target);
  if (focused !== undefined) return focused.rows;
  const given = all !== undefined && all.length > 0 ? all : [target];
  return given.filter((each): each is TreeNode => isNode(each));
}

/** What is selected in the view whose key started a command; undefined when no key did. */
export function selectedRows(
  context: Pick<CommandContext, 'domainsView' | 'backupsView'>,
  target: CommandTarget,
): SelectedRows | undefined {
  if (target === viewIds.domains) return context.domainsView.selected;
  return target === viewIds.backups ? context.backupsView.selected : undefined;
}

function isNode(target: CommandTarget): target is TreeNode {
  return typeof target === 'object' && 'item' in target;
}

/** The path of a file or folder that the Explorer's menu gave. */
export function fileOf(target: CommandTarget): string | undefined {
  return typeof target === 'object' && 'fsPath' in target && target.scheme === 'file' ? target.fsPath : undefined;
}

/** GPOs of one domain. */
export interface ChosenGpos {
  readonly catalogue: DomainCatalogue;
  readonly gpos: readonly GpoSummary[];
}

/** The GPOs that rows stand for: GPOs, links, all of one domain; undefined when there are none. */
export function gposOf(nodes: readonly TreeNode[]): ChosenGpos | undefined {
  const chosen = nodes.flatMap((node) => {
    if (node instanceof GpoNode) return [{ catalogue: node.parent.catalogue, gpo: node.gpo }];
    if (!(node instanceof LinkNode)) return [];
    const { catalogue } = node.parent.domain;
    const gpo = catalogue.gpo(node.gpo);
    return gpo === undefined ? [] : [{ catalogue, gpo }];
  });
  const catalogue = chosen[0]?.catalogue;
  if (catalogue === undefined) return undefined;
  const gpos = chosen.filter((each) => each.catalogue === catalogue).map(({ gpo }) => gpo);
  return { catalogue, gpos: [...new Map(gpos.map((gpo) => [gpo.id, gpo])).values()] };
}

/** The domain that a row is of or in. */
export function domainOf(nodes: readonly TreeNode[]): DomainCatalogue | undefined {
  for (const start of nodes)
    for (let node: TreeNode | undefined = start; node !== undefined; node = node.parent) {
      if (node instanceof DomainNode) return node.catalogue;
      if (node instanceof GpoListNode) return node.catalogue;
    }
  return undefined;
}

/** The backups that rows stand for; `newest` takes only the newest of a GPO's. */
export function backupsOf(nodes: readonly TreeNode[], which: 'newest' | 'all'): readonly BackupSummary[] {
  return nodes.flatMap((node) => {
    if (node instanceof BackupNode) return [node.backup];
    if (node instanceof BackedUpGpoNode) return which === 'all' ? node.backups : node.backups.slice(0, 1);
    return [];
  });
}

/** The backup folder that a row is or lies in. */
export function backupFolderOf(nodes: readonly TreeNode[]): string | undefined {
  for (const start of nodes)
    for (let node: TreeNode | undefined = start; node !== undefined; node = node.parent)
      if (node instanceof BackupFolderNode) return node.catalogue.folder;
  return undefined;
}

/** The first row of a kind. */
export function somOf(nodes: readonly TreeNode[]): SomNode | undefined {
  return nodes.find((node): node is SomNode => node instanceof SomNode);
}

/** The first link among rows. */
export function linkOf(nodes: readonly TreeNode[]): LinkNode | undefined {
  return nodes.find((node): node is LinkNode => node instanceof LinkNode);
}

/** The first starter GPO among rows. */
export function starterOf(nodes: readonly TreeNode[]): StarterGpoNode | undefined {
  return nodes.find((node): node is StarterGpoNode => node instanceof StarterGpoNode);
}
