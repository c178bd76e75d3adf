import { vscode } from '../vscodeApi';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { Som } from '../../core/model/domain';
import type { DomainAddress, GpoId, SomPath } from '../../core/model/ids';
import type { Catalogues } from '../model/catalogues';
import type { DomainListName } from '../model/domainCatalogue';
import { matchesFilter } from '../model/byName';
import type { Mark, OperationMarks } from '../model/operationMarks';
import { Throttle } from '../model/throttle';
import { DomainNode } from './domainNodes';
import type { DomainsTreeContext } from './domainsTreeContext';
import { NodeTree } from './nodeTree';
import { RowDecorations } from './rowDecorations';
import type { SomNode } from './somNodes';
import { SelectedRows } from './selectedRows';
import type { TreeNode } from './treeNode';
import { contextKeys, viewIds } from './viewIds';

/** Lists that stream in are shown at the first batch and then at most twice a second. */
const refreshMs = 500;
/** So many rows are shown anew within a frame or two. */
const fewGpos = 500;

/** The view "Domains". */
export class DomainsView implements Disposable, DomainsTreeContext {
  readonly #store = new DisposableStore();
  readonly #nodes = new Map<DomainAddress, ShownDomain>();
  readonly #marked = new Set<TreeNode>();
  readonly #marksThrottle = this.#store.add(new Throttle(refreshMs, () => this.#refreshMarked()));
  readonly #tree: NodeTree;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly selected: SelectedRows;
  #filter = '';

  constructor(
    private readonly catalogues: Catalogues,
    readonly marks: OperationMarks,
    dragAndDrop: vscode.TreeDragAndDropController<TreeNode>,
  ) {
    this.#tree = this.#store.add(new NodeTree(() => this.#roots()));
    this.#view = this.#store.add(
      vscode.window.createTreeView(viewIds.domains, {
        treeDataProvider: this.#tree,
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController: dragAndDrop,
      }),
    );
    this.selected = this.#store.add(new SelectedRows(this.#view, this.#tree.onDidAsk));
    this.#store.add(
      catalogues.onDidChange(() => {
        this.#sayMessage();
        this.#tree.refresh();
      }),
    );
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#sayMessage()));
    this.#sayMessage();
    this.#store.add(marks.onDidChange((changed) => this.#showMarks(changed)));
    this.#store.add(vscode.window.registerFileDecorationProvider(this.#store.add(new RowDecorations(marks))));
  }

  /** The rows at the top. */
  get roots(): readonly TreeNode[] {
    return this.#roots();
  }

  /** Words that rows must have; empty for all rows. */
  get filter(): string {
    return this.#filter;
  }

  /** Shows only what has the words, and says so above the tree. */
  async setFilter(filter: string): Promise<void> {
    this.#filter = filter.trim();
    await vscode.commands.executeCommand('setContext', contextKeys.domainsFiltered, this.#filter !== '');
    this.#sayMessage();
    this.#tree.refresh();
  }

  refresh(node: TreeNode): void {
    this.#tree.refresh([node]);
  }

  shown(domain: DomainAddress, list: DomainListName): void {
    this.#nodes.get(domain)?.shown(list);
  }

  /** Selects a GPO, opening what is above it. */
  async revealGpo(domain: DomainAddress, gpo: GpoId): Promise<void> {
    const shown = this.#nodes.get(domain) ?? this.#shown(domain);
    if (shown === undefined) return;
    if (this.#filter !== '') await this.setFilter('');
    await shown.node.catalogue.gpos.all();
    shown.node.gpos.all();
    const node = shown.node.gpos.node(gpo);
    if (node !== undefined) await this.#view.reveal(node, { select: true, focus: true, expand: false });
  }

  /** Selects a domain and opens it. */
  async revealDomain(domain: DomainAddress): Promise<void> {
    const shown = this.#shown(domain);
    if (shown !== undefined) await this.#view.reveal(shown.node, { select: true, focus: true, expand: true });
  }

  /** Selects a domain, OU or site, opening what is above it. */
  async revealSom(domain: DomainAddress, path: SomPath): Promise<void> {
    const shown = this.#shown(domain);
    const soms = await shown?.node.catalogue.soms.all();
    if (shown === undefined || soms === undefined) return;
    const node = await somNode(shown.node, soms, path);
    if (node !== undefined) await this.#view.reveal(node, { select: true, focus: true, expand: true });
  }

  dispose(): void {
    this.#store.dispose();
    for (const shown of this.#nodes.values()) shown.dispose();
  }

  #roots(): readonly DomainNode[] {
    const domains = this.catalogues.domains();
    const present = new Set(domains.map(({ address }) => address));
    for (const [address, shown] of this.#nodes) {
      if (present.has(address)) continue;
      shown.dispose();
      this.#nodes.delete(address);
    }
    // a domain is named by what it says of itself; a failure is shown when its row is opened
    for (const domain of domains) void domain.overview().catch(() => undefined);
    return domains.flatMap(({ address }) => this.#shown(address)?.node ?? []);
  }

  #shown(address: DomainAddress): ShownDomain | undefined {
    const catalogue = this.catalogues.domains().find((each) => each.address === address);
    if (catalogue === undefined) return undefined;
    const known = this.#nodes.get(address);
    if (known !== undefined && known.node.catalogue === catalogue) return known;
    known?.dispose();
    const shown = new ShownDomain(new DomainNode(catalogue, this), (nodes) => {
      this.#sayMessage();
      this.#tree.refresh(nodes);
    });
    this.#nodes.set(address, shown);
    return shown;
  }

  #showMarks(changed: readonly Mark[]): void {
    for (const { domain, gpo } of changed) {
      const node = this.#known(domain, gpo);
      if (node !== undefined) this.#marked.add(node);
    }
    this.#marksThrottle.ask();
  }

  #refreshMarked(): void {
    // showing a domain anew asks for all rows below it, which is too much where they are thousands: the badge says it there
    const nodes = [...this.#marked].filter(
      (node) => !(node instanceof DomainNode) || node.catalogue.gpos.items.length <= fewGpos,
    );
    this.#marked.clear();
    this.#tree.refresh(nodes);
  }

  #known(domain: DomainAddress, gpo: GpoId | undefined): TreeNode | undefined {
    const node = this.#nodes.get(domain)?.node;
    return gpo === undefined ? node : node?.gpos.node(gpo);
  }

  /** Above the tree: the filter, and why nothing can be changed. */
  #sayMessage(): void {
    const isRestricted = !vscode.workspace.isTrusted && this.catalogues.places.domains().length > 0;
    const parts = [
      ...(isRestricted
        ? [vscode.l10n.t('Restricted Mode: domains can be read, not changed, before you trust this workspace.')]
        : []),
      ...(this.#filter === '' ? [] : [this.#filterText()]),
    ];
    // the property is not optional: undefined clears it
    Object.assign(this.#view, { message: parts.length === 0 ? undefined : parts.join(' ') });
  }

  #filterText(): string {
    const gpos = [...this.#nodes.values()].flatMap(({ node }) => node.catalogue.gpos.items);
    const found = gpos.filter(({ name, id, description }) => matchesFilter(this.#filter, name, id, description));
    return gpos.length === 0
      ? vscode.l10n.t('Filter: "{0}".', this.#filter)
      : vscode.l10n.t('Filter: "{0}". {1} of {2} GPOs.', this.#filter, found.length, gpos.length);
  }
}

/** A domain's row and what keeps it up to date. */
class ShownDomain implements Disposable {
  readonly #store = new DisposableStore();
  readonly #throttles: Readonly<Record<DomainListName | 'overview', Throttle>>;

  constructor(
    readonly node: DomainNode,
    refresh: (nodes: readonly TreeNode[]) => void,
  ) {
    const { catalogue, gpos, soms, sites, wmiFilters, starterGpos } = node;
    const throttle = (nodes: () => readonly TreeNode[]): Throttle =>
      this.#store.add(new Throttle(refreshMs, () => refresh(nodes())));
    this.#throttles = {
      // links show their GPO's name and state
      gpos: throttle(() => (catalogue.soms.isComplete ? [gpos, soms, sites] : [gpos])),
      soms: throttle(() => [soms, sites]),
      wmiFilters: throttle(() => [wmiFilters]),
      starterGpos: throttle(() => [starterGpos]),
      overview: throttle(() => [node]),
    };
    this.#store.add(catalogue.onDidChange((list) => this.#throttles[list].ask()));
  }

  /** The view has the list as it is now. */
  shown(list: DomainListName): void {
    this.#throttles[list].postpone();
  }

  dispose(): void {
    this.#store.dispose();
  }
}

async function somNode(domain: DomainNode, soms: readonly Som[], path: SomPath): Promise<SomNode | undefined> {
  const som = soms.find((each) => each.path.toLowerCase() === path.toLowerCase());
  if (som === undefined || som.kind === 'domain') return domain.soms;
  if (som.kind === 'site') {
    await domain.sites.children();
    return domain.sites.node(som.path);
  }
  const parent = som.parent === undefined ? domain.soms : await somNode(domain, soms, som.parent);
  await parent?.children();
  return parent?.ou(som.path);
}
