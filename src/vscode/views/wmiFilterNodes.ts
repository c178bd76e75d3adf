import { vscode } from '../vscodeApi';
import type { WmiFilter } from '../../core/model/domain';
import { byName, matchesFilter } from '../model/byName';
import type { DomainNode } from './domainNodes';
import type { DomainsTreeContext } from './domainsTreeContext';
import { contextValue } from './rowText';
import { streamedNodes } from './streamedNodes';
import { factsMarkdown, NodesById, themeIcon, type TreeNode } from './treeNode';

/** "WMI Filters". */
export class WmiFiltersNode implements TreeNode {
  readonly id: string;
  readonly #filters = new NodesById<WmiFilterNode>();

  constructor(
    readonly parent: DomainNode,
    private readonly context: DomainsTreeContext,
  ) {
    this.id = `${parent.id}/wmi`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('WMI Filters'), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = themeIcon({ name: 'filter' });
    item.contextValue = contextValue('wmiFilters', []);
    return item;
  }

  children(): Promise<readonly TreeNode[]> {
    const { filter } = this.context;
    return streamedNodes(
      this,
      this.parent.catalogue.wmiFilters,
      () => this.context.shown(this.parent.catalogue.address, 'wmiFilters'),
      (filters) =>
        this.#filters.arrange(
          byName(filter === '' ? filters : filters.filter(({ name }) => matchesFilter(filter, name))),
          ({ id }) => id,
          (item) => new WmiFilterNode(this, item),
          (node, item) => node.update(item),
        ),
    );
  }
}

/** A WMI filter. */
class WmiFilterNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    private filter: WmiFilter,
  ) {
    this.id = `${parent.id}/${filter.id}`;
  }

  update(filter: WmiFilter): void {
    this.filter = filter;
  }

  item(): vscode.TreeItem {
    const { name, description, queries, id } = this.filter;
    const item = new vscode.TreeItem(name);
    item.description = description;
    item.iconPath = themeIcon({ name: 'filter' });
    item.contextValue = contextValue('wmiFilter', []);
    item.tooltip = factsMarkdown(name, [
      ['GUID', id],
      ...queries.map(({ namespace, query }) => [namespace, query] as const),
    ]);
    return item;
  }
}
