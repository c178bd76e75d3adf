import { vscode } from '../vscodeApi';
import type { BackupSummary } from '../../core/model/backup';
import { errorSentence } from '../../text/errors';
import { byName, matchesFilter } from '../model/byName';
import type { BackupCatalogue } from '../model/backupCatalogue';
import { timeText } from '../../text/times';
import { backupText, contextValue } from './rowText';
import { ErrorNode, factsMarkdown, LoadingNode, NodesById, themeIcon, type TreeNode } from './treeNode';

/** What the rows of the Backups view need of their tree. */
export interface BackupsTreeContext {
  readonly filter: string;
}

/** A backup folder. */
export class BackupFolderNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;
  readonly #gpos = new NodesById<BackedUpGpoNode>();

  constructor(
    readonly catalogue: BackupCatalogue,
    private readonly context: BackupsTreeContext,
  ) {
    this.id = catalogue.folder;
  }

  item(): vscode.TreeItem {
    const { folder, backups } = this.catalogue;
    const name = folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder;
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    item.description = backups.isComplete ? countText(backups.items.length) : folder;
    item.iconPath = themeIcon({ name: 'folder-library' });
    item.contextValue = contextValue('backupFolder', []);
    item.tooltip = factsMarkdown(name, [[vscode.l10n.t('Folder'), folder]]);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Backup folder {0}, {1}', name, item.description),
      role: 'treeitem',
    };
    return item;
  }

  async children(): Promise<readonly TreeNode[]> {
    const { backups } = this.catalogue;
    await backups.first();
    if (!backups.isComplete && backups.error === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    const nodes: TreeNode[] = [...this.#gpoNodes(backups.items)];
    if (backups.error !== undefined) nodes.push(new ErrorNode(this, backups.error, () => backups.reload()));
    else if (!backups.isComplete) nodes.push(new LoadingNode(this));
    return nodes;
  }

  #gpoNodes(backups: readonly BackupSummary[]): readonly BackedUpGpoNode[] {
    const { filter } = this.context;
    const groups = new Map<string, { readonly name: string; readonly backups: BackupSummary[] }>();
    for (const backup of backups) {
      if (filter !== '' && !matchesFilter(filter, backup.gpoName, backup.comment, backup.domain, backup.id)) continue;
      const key = `${backup.domain}/${backup.gpo}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { name: backup.gpoName, backups: [backup] });
      else group.backups.push(backup);
    }
    return this.#gpos.arrange(
      byName([...groups].map(([key, group]) => ({ key, ...group }))),
      ({ key }) => key,
      ({ key, backups: own }) => new BackedUpGpoNode(this, key, own),
      (node, { backups: own }) => node.update(own),
    );
  }
}

/** A GPO of which there are backups. */
export class BackedUpGpoNode implements TreeNode {
  readonly id: string;
  readonly #nodes = new NodesById<BackupNode>();
  #backups: readonly BackupSummary[] = [];

  constructor(
    readonly parent: BackupFolderNode,
    key: string,
    backups: readonly BackupSummary[],
  ) {
    this.id = `${parent.id}/${key}`;
    this.update(backups);
  }

  update(backups: readonly BackupSummary[]): void {
    this.#backups = [...backups].sort((one, other) => (one.time < other.time ? 1 : -1));
  }

  /** Newest first. */
  get backups(): readonly BackupSummary[] {
    return this.#backups;
  }

  item(): vscode.TreeItem {
    const newest = this.#backups[0];
    const item = new vscode.TreeItem(newest?.gpoName ?? '', vscode.TreeItemCollapsibleState.Collapsed);
    item.description =
      this.#backups.length === 1
        ? timeText(newest?.time ?? '')
        : vscode.l10n.t('{0} backups, newest {1}', this.#backups.length, timeText(newest?.time ?? ''));
    item.iconPath = themeIcon({ name: 'checklist' });
    item.contextValue = contextValue('backedUpGpo', []);
    item.tooltip = factsMarkdown(newest?.gpoName ?? '', [
      ['GUID', newest?.gpo ?? ''],
      [vscode.l10n.t('Domain'), newest?.domain ?? ''],
    ]);
    return item;
  }

  children(): Promise<readonly TreeNode[]> {
    return Promise.resolve(
      this.#nodes.arrange(
        this.#backups,
        ({ id }) => id,
        (backup) => new BackupNode(this, backup),
        (node, backup) => node.update(backup),
      ),
    );
  }
}

/** One backup of a GPO. */
export class BackupNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: BackedUpGpoNode,
    private summary: BackupSummary,
  ) {
    this.id = `${parent.id}/${summary.id}`;
  }

  get backup(): BackupSummary {
    return this.summary;
  }

  update(backup: BackupSummary): void {
    this.summary = backup;
  }

  item(): vscode.TreeItem {
    const { backup } = this;
    const when = timeText(backup.time);
    const text = backupText(backup, when);
    const item = new vscode.TreeItem(when);
    item.description = text.description;
    item.iconPath = themeIcon(text.icon);
    item.contextValue = contextValue('backup', text.flags);
    item.tooltip = factsMarkdown(backup.gpoName, [
      [vscode.l10n.t('Backed up'), when],
      [vscode.l10n.t('Comment'), backup.comment],
      [vscode.l10n.t('Domain'), backup.domain],
      [vscode.l10n.t('Domain controller'), backup.domainController],
      [vscode.l10n.t('Backup id'), backup.id],
      [vscode.l10n.t('GUID'), backup.gpo],
      [vscode.l10n.t('Folder'), backup.folder],
      [vscode.l10n.t('Problem'), backup.problem === undefined ? '' : errorSentence(backup.problem)],
      ['manifest.xml', backup.inManifest ? '' : vscode.l10n.t('does not list this backup')],
    ]);
    item.accessibilityInformation = { label: text.spoken, role: 'treeitem' };
    return item;
  }
}

function countText(backups: number): string {
  if (backups === 0) return vscode.l10n.t('no backups');
  return backups === 1 ? vscode.l10n.t('1 backup') : vscode.l10n.t('{0} backups', backups);
}
