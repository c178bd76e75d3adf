import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import type { GpoLink, Som } from '../../core/model/domain';
import type { GpoId, SomPath } from '../../core/model/ids';
import { byName, matchesFilter } from '../model/byName';
import type { DomainNode } from './domainNodes';
import type { DomainsTreeContext } from './domainsTreeContext';
import { missingFacts, missingFlags } from './missingCapabilities';
import { contextValue, linkText, somText } from './rowText';
import { factsMarkdown, nodesOrError, NodesById, themeIcon, type TreeNode } from './treeNode';

/** A scope of management with its links in link order, and the OUs below it. */
export class SomNode implements TreeNode {
  readonly id: string;
  readonly #links = new NodesById<LinkNode>();
  readonly #ous = new NodesById<SomNode>();

  constructor(
    readonly parent: TreeNode,
    readonly domain: DomainNode,
    /** Undefined for the domain itself, whose path is known once the SOMs are read. */
    private readonly path: SomPath | undefined,
    private readonly context: DomainsTreeContext,
  ) {
    this.id = `${domain.id}/soms/${path?.toLowerCase() ?? ''}`;
  }

  /** The row of the domain itself as a SOM. */
  static ofDomain(domain: DomainNode, context: DomainsTreeContext): SomNode {
    return new SomNode(domain, domain, undefined, context);
  }

  /** What is known of it; undefined before the SOMs are read, and when it is gone. */
  get som(): Som | undefined {
    const { catalogue } = this.domain;
    if (this.path === undefined) return catalogue.soms.items.find(({ kind }) => kind === 'domain');
    return catalogue.som(this.path);
  }

  item(): vscode.TreeItem {
    const { som } = this;
    const label = this.path === undefined ? vscode.l10n.t('Links and OUs') : (som?.name ?? this.path);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    if (som === undefined) {
      item.iconPath = themeIcon({ name: this.path === undefined ? 'type-hierarchy' : 'folder' });
      item.contextValue = contextValue('som', missingFlags(this.domain.catalogue.known?.missing));
      return item;
    }
    const text = somText(som);
    item.description = text.description;
    item.iconPath = themeIcon(
      this.path === undefined && !som.inheritanceBlocked ? { name: 'type-hierarchy' } : text.icon,
    );
    const { missing } = this.domain.catalogue.known ?? {};
    item.contextValue = contextValue('som', [...text.flags, ...missingFlags(missing)]);
    item.tooltip = factsMarkdown(som.name, [
      [vscode.l10n.t('Path'), som.path],
      [vscode.l10n.t('Links'), String(som.links.length)],
      ['', text.description],
      ...missingFacts(missing),
    ]);
    item.accessibilityInformation = { label: text.spoken, role: 'treeitem' };
    return item;
  }

  children(): Promise<readonly TreeNode[]> {
    const { catalogue } = this.domain;
    const retry = (): void => {
      catalogue.soms.reload();
      this.context.refresh(this);
    };
    return nodesOrError(this, retry, async () => {
      const [soms] = await Promise.all([catalogue.soms.all(), catalogue.gpos.all()]);
      const { som } = this;
      if (som === undefined)
        throw new PolicyError('som-not-found', { som: this.path ?? catalogue.name, domain: catalogue.name });
      return [...this.#linkNodes(som), ...this.#ouNodes(som, soms)];
    });
  }

  #linkNodes(som: Som): readonly LinkNode[] {
    const { filter } = this.context;
    const places = som.links.map((link, index) => ({ link, order: index + 1 }));
    const shown =
      filter === '' ? places : places.filter(({ link }) => matchesFilter(filter, this.#gpoName(link), link.gpo));
    return this.#links.arrange(
      shown,
      ({ link }) => link.gpo,
      ({ link, order }) => new LinkNode(this, link, order),
      (node, { link, order }) => node.update(link, order),
    );
  }

  #ouNodes(som: Som, soms: readonly Som[]): readonly SomNode[] {
    const parent = som.path.toLowerCase();
    const below = soms.filter((other) => other.kind === 'ou' && other.parent?.toLowerCase() === parent);
    return this.#ous.arrange(
      byName(below.filter((ou) => this.#isShown(ou, soms))),
      ({ path }) => path.toLowerCase(),
      ({ path }) => new SomNode(this, this.domain, path, this.context),
      () => undefined,
    );
  }

  /** With a filter: OUs that match, that have a link that matches, or one below them does. */
  #isShown(ou: Som, soms: readonly Som[]): boolean {
    const { filter } = this.context;
    if (filter === '' || matchesFilter(filter, ou.name)) return true;
    if (ou.links.some((link) => matchesFilter(filter, this.#gpoName(link), link.gpo))) return true;
    const path = ou.path.toLowerCase();
    return soms.some((other) => other.parent?.toLowerCase() === path && this.#isShown(other, soms));
  }

  #gpoName(link: GpoLink): string {
    return this.domain.catalogue.gpo(link.gpo)?.name ?? '';
  }

  /** The row of an OU right below this one when it is there. */
  ou(path: string): SomNode | undefined {
    return this.#ous.get(path.toLowerCase());
  }
}

/** A link of a SOM to a GPO. */
export class LinkNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: SomNode,
    private link: GpoLink,
    private place: number,
  ) {
    this.id = `${parent.id}/link/${link.gpo}`;
  }

  get gpo(): GpoId {
    return this.link.gpo;
  }

  /** From 1 = highest precedence. */
  get order(): number {
    return this.place;
  }

  get current(): GpoLink {
    return this.link;
  }

  update(link: GpoLink, order: number): void {
    this.link = link;
    this.place = order;
  }

  item(): vscode.TreeItem {
    const { catalogue } = this.parent.domain;
    const gpo = catalogue.gpo(this.link.gpo);
    const text = linkText(this.link, this.place, gpo);
    const item = new vscode.TreeItem(gpo?.name ?? this.link.gpo);
    const last = this.parent.som?.links.length === this.place;
    item.description = text.description;
    item.iconPath = themeIcon(text.icon);
    item.contextValue = contextValue('link', [
      ...text.flags,
      ...(this.place === 1 ? ['first'] : []),
      ...(last ? ['last'] : []),
      ...missingFlags(catalogue.known?.missing),
    ]);
    item.tooltip = factsMarkdown(gpo?.name ?? this.link.gpo, [
      ['GUID', this.link.gpo],
      [vscode.l10n.t('Linked to'), this.parent.som?.path ?? ''],
      [vscode.l10n.t('Link'), text.description],
      ...missingFacts(catalogue.known?.missing),
    ]);
    item.accessibilityInformation = { label: text.spoken, role: 'treeitem' };
    return item;
  }
}
