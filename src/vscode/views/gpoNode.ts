import { vscode } from '../vscodeApi';
import type { CancellationToken } from '../../core/kernel/cancellation';
import type { GpoDetails, GpoPermission, GpoSummary } from '../../core/model/gpo';
import { timeText } from '../../text/times';
import { permissionName, sideName, statusName } from '../../text/names';
import type { DomainsTreeContext } from './domainsTreeContext';
import type { GpoListNode } from './domainNodes';
import { missingFacts, missingFlags } from './missingCapabilities';
import { gpoResource } from './rowDecorations';
import { contextValue, gpoText } from './rowText';
import { FactNode, factsMarkdown, nodesOrError, themeIcon, type TreeNode } from './treeNode';

/** A GPO. Below it: where it is linked, to whom it applies, who may do what. */
export class GpoNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: GpoListNode,
    private summary: GpoSummary,
    private readonly context: DomainsTreeContext,
  ) {
    this.id = `${parent.id}/${summary.id}`;
  }

  get gpo(): GpoSummary {
    return this.summary;
  }

  update(gpo: GpoSummary): void {
    this.summary = gpo;
  }

  item(): vscode.TreeItem {
    const { gpo } = this;
    const text = gpoText(gpo);
    const mark = this.context.marks.text(gpo.domain, gpo.id);
    const item = new vscode.TreeItem(gpo.name, vscode.TreeItemCollapsibleState.Collapsed);
    item.description = mark ?? text.description;
    item.iconPath = themeIcon(mark === undefined ? text.icon : { name: 'loading~spin' });
    item.contextValue = contextValue('gpo', [...text.flags, ...missingFlags(this.parent.catalogue.known?.missing)]);
    // thousands of rows are sent to the workbench: what says nothing is left out
    const resource = gpoResource(gpo);
    if (resource !== undefined) item.resourceUri = resource;
    const spoken = mark === undefined ? text.spoken : `${text.spoken}, ${mark}`;
    if (spoken !== gpo.name) item.accessibilityInformation = { label: spoken, role: 'treeitem' };
    return item;
  }

  async tooltip(token: CancellationToken): Promise<vscode.MarkdownString | undefined> {
    const { gpo } = this;
    const filter = await this.#wmiFilterName();
    if (token.isCancellationRequested) return undefined;
    const version = (side: 'computer' | 'user'): readonly [string, string] => {
      const { ad, sysvol } = gpo[side];
      const unknown = vscode.l10n.t('unreadable');
      return [sideName(side), vscode.l10n.t('AD {0}, SYSVOL {1}', ad, sysvol ?? unknown)];
    };
    return factsMarkdown(gpo.name, [
      ['GUID', gpo.id],
      [vscode.l10n.t('Status'), statusName(gpo.status)],
      version('computer'),
      version('user'),
      [vscode.l10n.t('Links'), String(gpo.linkCount)],
      [vscode.l10n.t('WMI filter'), filter],
      [vscode.l10n.t('Owner'), gpo.owner],
      [vscode.l10n.t('Modified'), timeText(gpo.modified)],
      [vscode.l10n.t('Comment'), gpo.description],
      ...missingFacts(this.parent.catalogue.known?.missing),
    ]);
  }

  children(): Promise<readonly TreeNode[]> {
    const retry = (): void => {
      this.context.refresh(this);
    };
    return nodesOrError(this, retry, async () => {
      const details = await this.parent.catalogue.details(this.gpo.id);
      return [...this.#links(details), ...(await this.#filter()), ...this.#permissions(details)];
    });
  }

  #links(details: GpoDetails): readonly TreeNode[] {
    if (details.links.length === 0)
      return [this.#fact('links', vscode.l10n.t('Not linked'), '', { name: 'debug-disconnect' })];
    return details.links.map((link) => {
      const states = [
        vscode.l10n.t('link {0}', link.order),
        ...(link.enforced ? [vscode.l10n.t('enforced')] : []),
        ...(link.enabled ? [] : [vscode.l10n.t('link disabled')]),
      ];
      return this.#fact(
        `link/${link.somPath}`,
        vscode.l10n.t('Linked to {0}', link.som),
        states.join(' · '),
        { name: link.enabled ? (link.enforced ? 'lock' : 'link') : 'circle-slash' },
        link.somPath,
      );
    });
  }

  async #filter(): Promise<readonly TreeNode[]> {
    const name = await this.#wmiFilterName();
    return name === '' ? [] : [this.#fact('wmi', vscode.l10n.t('WMI filter: {0}', name), '', { name: 'filter' })];
  }

  #permissions({ permissions }: GpoDetails): readonly TreeNode[] {
    return permissions.map((permission, index) =>
      this.#fact(
        `acl/${index}`,
        permission.trustee.name ?? permission.trustee.sid,
        permissionText(permission),
        { name: trusteeIcon(permission) },
        permission.trustee.sid,
      ),
    );
  }

  #fact(id: string, label: string, description: string, icon: { readonly name: string }, tooltip?: string): FactNode {
    const text = { label, description, icon, ...(tooltip === undefined ? {} : { tooltip }) };
    return new FactNode(`${this.id}/${id}`, this, text);
  }

  async #wmiFilterName(): Promise<string> {
    const { wmiFilter } = this.gpo;
    if (wmiFilter === undefined) return '';
    const { catalogue } = this.parent;
    await catalogue.wmiFilters.first();
    return catalogue.wmiFilter(wmiFilter)?.name ?? vscode.l10n.t('{0} (not in the domain)', wmiFilter);
  }
}

function permissionText({ level, denied, inherited }: GpoPermission): string {
  const words = denied ? vscode.l10n.t('Deny: {0}', permissionName(level)) : permissionName(level);
  return inherited ? vscode.l10n.t('{0} (inherited)', words) : words;
}

function trusteeIcon({ denied, trustee }: GpoPermission): string {
  if (denied) return 'error';
  if (trustee.kind === 'user') return 'person';
  return trustee.kind === 'computer' ? 'vm' : trustee.kind === 'unknown' ? 'question' : 'organization';
}
