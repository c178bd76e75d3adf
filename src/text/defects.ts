import { t } from '@vscode/l10n';
import type { BackupDefect, LinkObstacle, PlanDefect, SnapshotValue, UnsafePath } from '../core/kernel/errors';
import type { Problem } from '../core/kernel/problem';
import { problemText } from './problems';

/** Why a file of a backup makes the backup unusable. */
export function backupDefect(defect: BackupDefect | Problem): string {
  if (typeof defect === 'object') return problemText(defect);
  switch (defect) {
    case 'missing':
      return t('the file is missing.');
    case 'listed-but-missing':
      return t('Backup.xml lists the file, but it is missing.');
    case 'too-large':
      return t('the file is too large to be read.');
    case 'no-gpo':
      return t('it does not say which GPO was backed up.');
    case 'no-security-descriptor':
      return t('it holds no permissions that can be read.');
  }
}

/** Why a path in a backup is not followed. */
export function unsafePath(reason: UnsafePath): string {
  switch (reason) {
    case 'absolute':
      return t('it is an absolute or a UNC path.');
    case 'drive-or-stream':
      return t('it names a drive or a stream.');
    case 'empty-name':
      return t('it holds an empty name.');
    case 'upwards':
      return t('it leads upwards.');
    case 'device-name':
      return t('it holds the name of a device.');
    case 'trailing-dot-or-blank':
      return t('a name in it ends with a dot or a blank.');
    case 'forbidden-characters':
      return t('it holds characters that no file name has on Windows.');
    case 'symbolic-link':
      return t('it leads through a symbolic link.');
  }
}

/** What is wrong in a file of a snapshot; `field` is empty for the whole of it. */
export function snapshotDefect(field: string, wanted: SnapshotValue): string {
  if (wanted === 'json') return t('It is not valid JSON.');
  const value = snapshotValue(wanted);
  return field === '' ? t('It has to be {0}.', value) : t('"{0}" in it has to be {1}.', field, value);
}

function snapshotValue(wanted: Exclude<SnapshotValue, 'json'>): string {
  switch (wanted) {
    case 'object':
      return t('a JSON object');
    case 'text':
      return t('a text');
    case 'whole-number':
      return t('a whole number');
    case 'true-or-false':
      return t('true or false');
    case 'list':
      return t('a list');
    case 'list-of-texts':
      return t('a list of texts');
    case 'sid':
      return t('a SID');
    default:
      return t('one of {0}', wanted.slice('one-of:'.length).split('|').join(', '));
  }
}

/** Why a plan cannot be used; `field` is the part of it that is not as it should be. */
export function planDefect(defect: PlanDefect, field: string): string {
  switch (defect) {
    case 'not-json':
      return t('it is not valid JSON.');
    case 'other-version':
      return t('another version of Group Policy as Code made it.');
    case 'incomplete':
      return t('"{0}" in it is missing or not as it should be.', field);
    case 'not-kept':
      return t('it is no longer kept.');
  }
}

/** Why a link cannot be put back. */
export function linkObstacle(reason: LinkObstacle): string {
  switch (reason) {
    case 'som-not-found':
      return t('the domain, OU or site no longer exists.');
    case 'not-there-afterwards':
      return t('it is not there, or not as it was, after it was put back.');
  }
}

/** What a domain can do, as the start of a sentence; a name that is not known comes back as it is. */
export function capabilityName(capability: string): string {
  switch (capability) {
    case 'operations':
      return t('Back up, restore, import and copy');
    case 'gpoWriter':
      return t('Change GPOs');
    case 'linkWriter':
      return t('Change links');
    case 'aclTools':
      return t('Check and repair permissions');
    case 'copy':
      return t('Copy GPO');
    default:
      return capability;
  }
}

/** Why a domain cannot do something: a reason of our own, or the provider's as it is. */
export function capabilityReason(reason: string): string {
  return reason === 'target-of-another-kind' ? t('the other domain is of another kind.') : reason;
}
