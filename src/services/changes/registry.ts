import type { ChangeKind, ChangeRequestOf } from '../../core/model/changeRequest';
import { undo } from '../undo/undoChange';
import type { Change, ChangeContext, PreparedChange } from './change';
import { copy } from './kinds/copy';
import { create } from './kinds/create';
import { deleteBackup } from './kinds/deleteBackup';
import { deleteGpos } from './kinds/deleteGpos';
import { importSettings } from './kinds/importSettings';
import { link } from './kinds/link';
import { removeLink } from './kinds/removeLink';
import { rename } from './kinds/rename';
import { repairAcl } from './kinds/repairAcl';
import { restore } from './kinds/restore';
import { setInheritance } from './kinds/setInheritance';
import { setLinkEnabled } from './kinds/setLinkEnabled';
import { setLinkEnforced } from './kinds/setLinkEnforced';
import { setLinkOrder } from './kinds/setLinkOrder';
import { setStatus } from './kinds/setStatus';
import { setWmiFilter } from './kinds/setWmiFilter';

const changes: { readonly [K in ChangeKind]: Change<K> } = {
  restore,
  import: importSettings,
  copy,
  create,
  rename,
  delete: deleteGpos,
  'set-status': setStatus,
  'set-wmi-filter': setWmiFilter,
  link,
  'remove-link': removeLink,
  'set-link-enabled': setLinkEnabled,
  'set-link-enforced': setLinkEnforced,
  'set-link-order': setLinkOrder,
  'set-inheritance': setInheritance,
  'repair-acl': repairAcl,
  undo,
  'delete-backup': deleteBackup,
};

/** What a request of any kind means in the domain as it is now; see {@link Change}. */
export function prepareChange<K extends ChangeKind>(
  kind: K,
  request: ChangeRequestOf<K>,
  context: ChangeContext,
): Promise<PreparedChange> {
  return changes[kind].prepare(request, context);
}
