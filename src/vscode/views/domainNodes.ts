import { vscode } from '../vscodeApi';
import type { GpoSummary } from '../../core/model/gpo';
import { parseDomainAddress } from '../../core/model/ids';
import { errorSentence } from '../../text/errors';
import { byName, matchesFilter } from '../model/byName';
import type { DomainCatalogue } from '../model/domainCatalogue';
import type { DomainsTreeContext } from './domainsTreeContext';
import { GpoNode } from './gpoNode';
import { missingFacts, missingFlags } from './missingCapabilities';
import { domainResource } from './rowDecorations';
import { contextValue } from './rowText';
import { SomNode } from './somNodes';
import { StarterGposNode } from './starterGpoNodes';
import { firstRows, streamedNodes } from './streamedNodes';
import { WmiFiltersNode } from './wmiFilterNodes';
import { factsMarkdown, LoadingNode, nodesOrError, NodesById, themeIcon, type TreeNode } from './treeNode';

/** A domain. */
export class DomainNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;
  readonly gpos: GpoListNode;
  readonly soms: SomNode;
  readonly sites: SitesNode;
  readonly wmiFilters: TreeNode;
  readonly starterGpos: TreeNode;

  constructor(
    readonly catalogue: DomainCatalogue,
    private readonly context: DomainsTreeContext,
  ) {
    this.id = catalogue.address;
    this.gpos = new GpoListNode(this, context);
    this.soms = SomNode.ofDomain(this, context);
    this.sites = new SitesNode(this, context);
    this.wmiFilters = new WmiFiltersNode(this, context);
    this.starterGpos = new StarterGposNode(this, context);
  }

  item(): vscode.TreeItem {
    const { catalogue } = this;
    const location = parseDomainAddress(catalogue.address)?.location ?? catalogue.address;
    const shortName = location.split(/[\\/]/).filter(Boolean).at(-1) ?? location;
    const item = new vscode.TreeItem(
      catalogue.known?.info.dnsName ?? shortName,
      vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.resourceUri = domainResource(catalogue.address);
    const mark = this.context.marks.text(catalogue.address);
    item.description = mark ?? (catalogue.known === undefined ? location : shortName);
    item.iconPath = themeIcon({ name: mark === undefined ? 'server' : 'loading~spin' });
    item.contextValue = contextValue('domain', missingFlags(catalogue.known?.missing));
    const facts = catalogue.known?.info;
    item.tooltip = factsMarkdown(facts?.dnsName ?? shortName, [
      [facts?.folder === undefined ? vscode.l10n.t('Address') : vscode.l10n.t('Folder'), location],
      [vscode.l10n.t('NetBIOS name'), facts?.netbiosName ?? ''],
      [vscode.l10n.t('Domain controller'), facts?.domainController ?? ''],
      [vscode.l10n.t('SID'), facts?.sid ?? ''],
      ...missingFacts(catalogue.known?.missing),
      ...(catalogue.known?.warnings ?? []).map(
        (warning) => [vscode.l10n.t('Warning'), errorSentence(warning)] as const,
      ),
    ]);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Domain {0}, {1}', catalogue.name, mark ?? location),
      role: 'treeitem',
    };
    return item;
  }

  children(): Promise<readonly TreeNode[]> {
    const retry = (): void => {
      this.context.refresh(this);
    };
    return nodesOrError(this, retry, async () => {
      await this.catalogue.overview();
      // the next that is opened, mostly
      void this.catalogue.gpos.first();
      return [this.gpos, this.soms, this.sites, this.wmiFilters, this.starterGpos];
    });
  }
}

/** When the other rows of a long list follow its first ones. */
const followMs = 50;

/** "Group Policy Objects". */
export class GpoListNode implements TreeNode {
  readonly id: string;
  readonly #gpos = new NodesById<GpoNode>();
  #isWhole = false;

  constructor(
    readonly parent: DomainNode,
    private readonly context: DomainsTreeContext,
  ) {
    this.id = `${parent.id}/gpos`;
  }

  get catalogue(): DomainCatalogue {
    return this.parent.catalogue;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Group Policy Objects'), vscode.TreeItemCollapsibleState.Collapsed);
    const { gpos } = this.catalogue;
    item.description = gpos.isComplete ? String(gpos.items.length) : '';
    item.iconPath = themeIcon({ name: 'checklist' });
    item.contextValue = contextValue('gpos', missingFlags(this.catalogue.known?.missing));
    return item;
  }

  async children(): Promise<readonly TreeNode[]> {
    const { address, gpos } = this.catalogue;
    const shown = (): void => this.context.shown(address, 'gpos');
    const nodes = await streamedNodes(this, gpos, shown, () => this.#arrange());
    if (this.#isWhole || nodes.length <= firstRows) return nodes;
    // thousands of rows take the workbench a second: some are in sight at once, and the others follow
    this.#isWhole = true;
    if (gpos.isComplete) setTimeout(() => this.context.refresh(this), followMs);
    return [...nodes.slice(0, firstRows), new LoadingNode(this)];
  }

  /** The rows of all GPOs that are known and pass the filter; from now on the view gets all of them at once. */
  all(): readonly GpoNode[] {
    this.#isWhole = true;
    return this.#arrange();
  }

  #arrange(): readonly GpoNode[] {
    const { filter } = this.context;
    const { items } = this.catalogue.gpos;
    const fits = (gpo: GpoSummary): boolean => matchesFilter(filter, gpo.name, gpo.id, gpo.description);
    return this.#gpos.arrange(
      byName(filter === '' ? items : items.filter(fits)),
      (gpo) => gpo.id,
      (gpo) => new GpoNode(this, gpo, this.context),
      (node, gpo) => node.update(gpo),
    );
  }

  /** The row of a GPO when it is there. */
  node(gpo: string): GpoNode | undefined {
    return this.#gpos.get(gpo);
  }
}

/** "Sites". */
export class SitesNode implements TreeNode {
  readonly id: string;
  readonly #sites = new NodesById<SomNode>();

  constructor(
    readonly parent: DomainNode,
    private readonly context: DomainsTreeContext,
  ) {
    this.id = `${parent.id}/sites`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Sites'), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = themeIcon({ name: 'globe' });
    item.contextValue = contextValue('sites', []);
    return item;
  }

  children(): Promise<readonly TreeNode[]> {
    return streamedNodes(
      this,
      this.parent.catalogue.soms,
      () => this.context.shown(this.parent.catalogue.address, 'soms'),
      (soms) =>
        this.#sites.arrange(
          byName(soms.filter(({ kind }) => kind === 'site')),
          (som) => som.path.toLowerCase(),
          (som) => new SomNode(this, this.parent, som.path, this.context),
          () => undefined,
        ),
    );
  }

  /** The row of a site when it is there. */
  node(path: string): SomNode | undefined {
    return this.#sites.get(path.toLowerCase());
  }
}
