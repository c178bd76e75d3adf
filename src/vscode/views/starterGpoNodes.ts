import { vscode } from '../vscodeApi';
import type { StarterGpo } from '../../core/model/domain';
import { byName, matchesFilter } from '../model/byName';
import type { DomainNode } from './domainNodes';
import type { DomainsTreeContext } from './domainsTreeContext';
import { missingFlags } from './missingCapabilities';
import { contextValue } from './rowText';
import { streamedNodes } from './streamedNodes';
import { factsMarkdown, NodesById, themeIcon, type TreeNode } from './treeNode';

/** "Starter GPOs". */
export class StarterGposNode implements TreeNode {
  readonly id: string;
  readonly #starters = new NodesById<StarterGpoNode>();

  constructor(
    readonly parent: DomainNode,
    private readonly context: DomainsTreeContext,
  ) {
    this.id = `${parent.id}/starters`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Starter GPOs'), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = themeIcon({ name: 'notebook-template' });
    item.contextValue = contextValue('starterGpos', []);
    return item;
  }

  children(): Promise<readonly TreeNode[]> {
    const { filter } = this.context;
    return streamedNodes(
      this,
      this.parent.catalogue.starterGpos,
      () => this.context.shown(this.parent.catalogue.address, 'starterGpos'),
      (starters) =>
        this.#starters.arrange(
          byName(filter === '' ? starters : starters.filter(({ name }) => matchesFilter(filter, name))),
          ({ id }) => id,
          (item) => new StarterGpoNode(this, this.parent, item),
          () => undefined,
        ),
    );
  }
}

/** A starter GPO. */
export class StarterGpoNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly domain: DomainNode,
    readonly starter: StarterGpo,
  ) {
    this.id = `${parent.id}/${starter.id}`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.starter.name);
    item.description = this.starter.description;
    item.iconPath = themeIcon({ name: 'notebook-template' });
    item.contextValue = contextValue('starterGpo', missingFlags(this.domain.catalogue.known?.missing));
    item.tooltip = factsMarkdown(this.starter.name, [['GUID', this.starter.id]]);
    return item;
  }
}
