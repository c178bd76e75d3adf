import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import { parseBackupId, parseDomainAddress, parseGpoId } from '../../core/model/ids';
import { BackedUpGpoNode, BackupFolderNode, BackupNode } from './backupNodes';
import { DomainNode, GpoListNode } from './domainNodes';
import { GpoNode } from './gpoNode';
import { LinkNode, SomNode } from './somNodes';
import type { TreeNode } from './treeNode';
import { viewIds } from './viewIds';

const mime = 'application/vnd.group-policy.rows';

/** What is dragged: identities only, read again where it is dropped. */
export interface DraggedRows {
  readonly gpos: readonly { readonly domain: string; readonly gpo: string }[];
  readonly backups: readonly { readonly folder: string; readonly id: string }[];
}

/** What happens on a drop; each shows a plan, or asks first where to. */
export interface DropActions {
  importInto(backup: BackupOfDrag, into: GpoNode): Promise<void>;
  link(gpos: readonly GpoOfDrag[], som: SomNode): Promise<void>;
  copyInto(gpos: readonly GpoOfDrag[], domain: DomainNode): Promise<void>;
  backUpInto(gpos: readonly GpoOfDrag[], folder: string): Promise<void>;
  failed(error: unknown): void;
}

/** A GPO that was dragged. */
export interface GpoOfDrag {
  readonly domain: NonNullable<ReturnType<typeof parseDomainAddress>>['address'];
  readonly gpo: NonNullable<ReturnType<typeof parseGpoId>>;
}

/** A backup that was dragged. */
export interface BackupOfDrag {
  readonly folder: string;
  readonly id: NonNullable<ReturnType<typeof parseBackupId>>;
}

/** Drag and drop of both views: a backup onto a GPO, a GPO onto an OU, another domain or a backup folder. */
export class RowDragAndDrop implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [mime];
  readonly dropMimeTypes = [
    mime,
    ...Object.values(viewIds).map((view) => `application/vnd.code.tree.${view.toLowerCase()}`),
  ];

  constructor(private readonly actions: DropActions) {}

  handleDrag(source: readonly TreeNode[], data: vscode.DataTransfer): void {
    const rows: DraggedRows = {
      gpos: source.flatMap((node) => {
        if (node instanceof GpoNode) return [{ domain: node.gpo.domain, gpo: node.gpo.id }];
        if (node instanceof LinkNode) return [{ domain: node.parent.domain.catalogue.address, gpo: node.gpo }];
        return [];
      }),
      backups: source.flatMap((node) => {
        if (node instanceof BackupNode) return [{ folder: node.backup.folder, id: node.backup.id }];
        const newest = node instanceof BackedUpGpoNode ? node.backups[0] : undefined;
        return newest === undefined ? [] : [{ folder: newest.folder, id: newest.id }];
      }),
    };
    data.set(mime, new vscode.DataTransferItem(JSON.stringify(rows)));
  }

  async handleDrop(target: TreeNode | undefined, data: vscode.DataTransfer): Promise<void> {
    if (target === undefined) return;
    try {
      const dragged = await draggedText(data);
      if (dragged !== undefined) await this.#drop(target, readRows(JSON.parse(dragged)));
    } catch (error) {
      this.actions.failed(error);
    }
  }

  async #drop(target: TreeNode, rows: ReturnType<typeof readRows>): Promise<void> {
    const [backup] = rows.backups;
    if (target instanceof GpoNode && backup !== undefined) return this.actions.importInto(backup, target);
    if (rows.gpos.length === 0)
      throw new PolicyError('wrong-use', {
        detail: vscode.l10n.t('Drop a backup on the GPO that is to get its settings.'),
      });
    const som = target instanceof LinkNode ? target.parent : target;
    if (som instanceof SomNode) return this.actions.link(rows.gpos, som);
    const domain = target instanceof GpoListNode ? target.parent : target;
    if (domain instanceof DomainNode) return this.actions.copyInto(rows.gpos, domain);
    if (target instanceof BackupFolderNode) return this.actions.backUpInto(rows.gpos, target.catalogue.folder);
    throw new PolicyError('wrong-use', {
      detail: vscode.l10n.t(
        'Drop a GPO on an OU to link it, on a domain to copy it, on a backup folder to back it up.',
      ),
    });
  }
}

/** What {@link RowDragAndDrop.handleDrag} gave. VS Code puts an empty item of the same type before it (measured, 1.105). */
async function draggedText(data: vscode.DataTransfer): Promise<string | undefined> {
  for (const [type, item] of data) {
    if (type !== mime) continue;
    const text = await item.asString();
    if (text !== '') return text;
  }
  return undefined;
}

/** What was dragged, from a value that may come from anywhere. */
function readRows(value: unknown): { readonly gpos: readonly GpoOfDrag[]; readonly backups: readonly BackupOfDrag[] } {
  const gpos = list(value, 'gpos').flatMap((entry) => {
    const domain = parseDomainAddress(text(entry, 'domain'))?.address;
    const gpo = parseGpoId(text(entry, 'gpo'));
    return domain === undefined || gpo === undefined ? [] : [{ domain, gpo }];
  });
  const backups = list(value, 'backups').flatMap((entry) => {
    const id = parseBackupId(text(entry, 'id'));
    return id === undefined ? [] : [{ folder: text(entry, 'folder'), id }];
  });
  return { gpos, backups };
}

function list(value: unknown, name: string): readonly unknown[] {
  const found: unknown = isRecord(value) ? value[name] : undefined;
  return Array.isArray(found) ? found : [];
}

function text(value: unknown, name: string): string {
  const found = isRecord(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
