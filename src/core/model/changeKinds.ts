import type { ChangeKind } from './changeRequest';

const kinds: { readonly [K in ChangeKind]: true } = {
  restore: true,
  import: true,
  copy: true,
  create: true,
  rename: true,
  delete: true,
  'set-status': true,
  'set-wmi-filter': true,
  link: true,
  'remove-link': true,
  'set-link-enabled': true,
  'set-link-enforced': true,
  'set-link-order': true,
  'set-inheritance': true,
  'repair-acl': true,
  undo: true,
  'delete-backup': true,
};

/** Whether `text` names a kind of change. */
export function isChangeKind(text: string): text is ChangeKind {
  return Object.hasOwn(kinds, text);
}
