import { t } from '@vscode/l10n';
import type { ChangeKind } from '../core/model/changeRequest';
import type { GpoPermissionLevel, GpoStatus, Side } from '../core/model/gpo';
import type { OperationKind } from '../core/model/operation';

/** A GPO's status in GPMC's words. */
export function statusName(status: GpoStatus): string {
  switch (status) {
    case 'all-enabled':
      return t('Enabled');
    case 'user-disabled':
      return t('User configuration settings disabled');
    case 'computer-disabled':
      return t('Computer configuration settings disabled');
    case 'all-disabled':
      return t('All settings disabled');
  }
}

/** A side in GPMC's words. */
export function sideName(side: Side): string {
  return side === 'computer' ? t('Computer') : t('User');
}

/** A permission level in GPMC's words. */
export function permissionName(level: GpoPermissionLevel): string {
  switch (level) {
    case 'read':
      return t('Read');
    case 'apply':
      return t('Read (from Security Filtering)');
    case 'edit':
      return t('Edit settings');
    case 'edit-delete-modify-security':
      return t('Edit settings, delete, modify security');
    case 'custom':
      return t('Custom');
  }
}

/** What a change does, as the title of its plan: "Restore from Backup". */
export function changeName(kind: ChangeKind): string {
  const names: { readonly [K in ChangeKind]: string } = {
    restore: t('Restore from Backup'),
    import: t('Import Settings'),
    copy: t('Copy GPO'),
    create: t('New GPO'),
    rename: t('Rename GPO'),
    delete: t('Delete GPO'),
    'set-status': t('Change GPO Status'),
    'set-wmi-filter': t('Change WMI Filter'),
    link: t('Link GPO'),
    'remove-link': t('Remove Link'),
    'set-link-enabled': t('Enable or Disable Link'),
    'set-link-enforced': t('Enforce Link'),
    'set-link-order': t('Change Link Order'),
    'set-inheritance': t('Block Inheritance'),
    'repair-acl': t('Repair ACL Consistency'),
    undo: t('Undo'),
    'delete-backup': t('Delete Backup'),
  };
  return names[kind];
}

/** What an operation does, for lists of operations. */
export function operationName(kind: OperationKind): string {
  switch (kind) {
    case 'back-up':
      return t('Back Up');
    case 'report':
      return t('Report');
    case 'apply':
      return t('Change');
    case 'undo':
      return t('Undo');
    case 'create-sample':
      return t('Create Sample Domain');
  }
}

/** {@link permissionName} of a level that comes from a plan; one of a newer version comes back as it is. */
export function permissionNameOf(level: string): string {
  return isPermissionLevel(level) ? permissionName(level) : level;
}

function isPermissionLevel(level: string): level is GpoPermissionLevel {
  return ['read', 'apply', 'edit', 'edit-delete-modify-security', 'custom'].includes(level);
}

/** A client-side extension as a plan names it, in the user's language; one without a translation comes back as it is. */
export function extensionName(name: string): string {
  const type = /^Preferences: (.*)$/.exec(name)?.[1];
  if (type !== undefined) return t('Preferences: {0}', type);
  switch (name) {
    case 'Description':
      return t('Description');
    case 'Registry':
      return t('Registry');
    case 'Security':
      return t('Security');
    case 'Advanced Audit Configuration':
      return t('Advanced Audit Configuration');
    case 'Scripts':
      return t('Scripts');
    case 'Folder Redirection':
      return t('Folder Redirection');
    case 'Software Installation':
      return t('Software Installation');
    case 'Internet Explorer Maintenance':
      return t('Internet Explorer Maintenance');
    case 'Remote Installation':
      return t('Remote Installation');
    case 'Files':
      return t('Files');
    default:
      return name;
  }
}
