import { t } from '@vscode/l10n';
import { isChangeKind } from '../core/model/changeKinds';
import type { PlanMessage } from '../core/model/changePlan';
import type { PlanMessageCatalogue, PlanMessageCode } from '../core/model/planMessages';
import { linkObstacle } from './defects';
import { changeName, permissionNameOf, sideName, statusName } from './names';
import { spreadProblemText } from './problems';
import { timeWithAge } from './times';

type Describe<C extends PlanMessageCode> = (params: PlanMessageCatalogue[C]) => string;

const sentences: { readonly [C in PlanMessageCode]: Describe<C> } = {
  'gpo-created': ({ name, domain }) => t('"{0}" is created in {1}, empty.', name, domain),
  'gpo-created-from-starter': ({ name, domain, starter }) =>
    t('"{0}" is created in {1} with the settings of the starter GPO "{2}".', name, domain, starter),
  'gpo-renamed': ({ from, to }) => t('"{0}" is renamed to "{1}".', from, to),
  'gpo-deleted': ({ name }) => t('"{0}" is deleted.', name),
  'gpo-restored': ({ name, ...backup }) => t('"{0}" becomes what its backup of {1} holds.', name, backupText(backup)),
  'gpo-recreated': ({ name, id, ...backup }) =>
    t('"{0}" is gone; it comes back with its GUID {1} from its backup of {2}.', name, id, backupText(backup)),
  'settings-imported': ({ name, backupName, backupDomain, ...backup }) =>
    t(
      'The settings of "{0}" are replaced with those of "{1}" of {2} from the backup of {3}.',
      name,
      backupName,
      backupDomain,
      backupText(backup),
    ),
  'gpo-copied': ({ from, to, fromDomain, toDomain }) =>
    fromDomain === toDomain
      ? t('"{0}" is copied to a new GPO "{1}".', from, to)
      : t('"{0}" of {1} is copied to a new GPO "{2}" in {3}.', from, fromDomain, to, toDomain),
  'status-set': ({ from, to }) => t('The status changes from "{0}" to "{1}".', statusName(from), statusName(to)),
  'status-is': ({ status }) => t('The status stays "{0}".', statusName(status)),
  'wmi-filter-set': ({ name, query }) => t('The WMI filter "{0}" is set: {1}', name, query),
  'wmi-filter-replaced': ({ from, to, query }) => t('The WMI filter "{0}" is replaced by "{1}": {2}', from, to, query),
  'wmi-filter-cleared': ({ name }) => t('The WMI filter "{0}" is removed from the GPO.', name),
  'wmi-filter-is': ({ name, query }) => t('The WMI filter stays "{0}": {1}', name, query),
  'wmi-filter-none': () => t('There is no WMI filter.'),
  'acl-copied': () => t('The permissions of the source are copied.'),
  'acl-default': () => t("The new GPO gets the domain's default permissions."),
  'acl-repaired': () => t('The permissions in SYSVOL are made to follow from those in Active Directory.'),
  'acl-consistent': () => t('The permissions in SYSVOL already follow from those in Active Directory.'),
  'gpo-put-back': ({ name, id, existed }) =>
    existed
      ? t('"{0}" becomes what its safety backup holds: settings, permissions, status and WMI filter.', name)
      : t('"{0}" comes back with its GUID {1} from its safety backup.', name, id),
  'permissions-put-back': () => t('The permissions of before, with the owner, are written again.'),

  'link-added': ({ gpo, som, order, enabled, enforced }) =>
    t('"{0}" is linked to {1} at link order {2} ({3}).', gpo, som, order, linkState(enabled, enforced)),
  'link-removed': ({ gpo, som, order, enabled, enforced }) =>
    t('The link of "{0}" to {1} at link order {2} ({3}) is removed.', gpo, som, order, linkState(enabled, enforced)),
  'link-enabled': ({ gpo, som }) => t('The link of "{0}" to {1} is enabled.', gpo, som),
  'link-disabled': ({ gpo, som }) => t('The link of "{0}" to {1} is disabled.', gpo, som),
  'link-enforced': ({ gpo, som }) => t('The link of "{0}" to {1} is enforced.', gpo, som),
  'link-not-enforced': ({ gpo, som }) => t('The link of "{0}" to {1} is no longer enforced.', gpo, som),
  'link-moved': ({ gpo, som, from, to }) =>
    t('The link of "{0}" to {1} moves from link order {2} to {3}.', gpo, som, from, to),
  'inheritance-blocked': ({ som }) => t('{0} blocks inheritance.', som),
  'inheritance-unblocked': ({ som }) => t('{0} no longer blocks inheritance.', som),

  'mapping-applied': ({ file, entries, strict }) =>
    strict
      ? t('The migration table {0} (entries: {1}) is applied; what it does not map is an error.', file, entries)
      : t('The migration table {0} (entries: {1}) is applied.', file, entries),
  'principal-mapped': ({ from, to }) => t('{0} becomes {1}.', from, to),
  'principal-removed': ({ principal }) => t('{0} is removed.', principal),
  'path-mapped': ({ from, to }) => t('The path {0} becomes {1}.', from, to),

  'backup-deleted': ({ gpo, backupTime, folder }) =>
    t('The backup of "{0}" of {1} in {2} is deleted.', gpo, timeWithAge(backupTime), folder),
  'change-undone': ({ change, time }) =>
    t('"{0}" of {1} is undone.', isChangeKind(change) ? changeName(change) : change, timeWithAge(time)),
  'nothing-changes': () => t('Nothing changes: it is already so.'),

  'import-leaves-alone': () => t('Name, permissions, links, WMI filter and status stay as they are.'),
  'links-not-restored': ({ count }) =>
    count === 1
      ? t('1 link recorded with the backup is not put back; links stay as they are.')
      : t('{0} links recorded with the backup are not put back; links stay as they are.', count),
  'links-unknown-in-backup': () => t('The backup does not say where the GPO was linked.'),
  'links-not-copied': ({ count }) =>
    count === 1 ? t('The link of the source is not copied.') : t('The {0} links of the source are not copied.', count),
  'wmi-filter-not-copied': ({ name }) => t('The WMI filter "{0}" belongs to the other domain and is not copied.', name),
  'new-gpo-unlinked': () => t('The new GPO is linked nowhere, so it has no effect yet.'),

  'authenticated-users-lose-read': () => t('Authenticated Users can no longer read the GPO.'),
  'domain-computers-lose-read': () => t('Domain Computers can no longer read the GPO.'),
  'computers-cannot-read': () =>
    t(
      'Neither Authenticated Users nor Domain Computers nor Everyone can read the GPO: its user settings stop applying.',
    ),
  'sid-unresolved': ({ sid, level }) => t('{0} ({1}) is not known in this domain.', sid, permissionNameOf(level)),
  'wmi-filter-missing': ({ name, namespace, query }) =>
    query === ''
      ? t('The WMI filter "{0}" is not in this domain, and the backup does not hold its query.', name)
      : t('The WMI filter "{0}" is not in this domain. Its query in {1}: {2}', name, namespace, query),
  'wmi-filter-differs': ({ name, backupQuery, query }) =>
    t(
      'The WMI filter "{0}" is not the same as at the time of the backup. Then: {1} Now: {2}',
      name,
      backupQuery,
      query,
    ),

  'backup-old': ({ ageDays }) =>
    ageDays === 1 ? t('The backup is 1 day old.') : t('The backup is {0} days old.', ageDays),
  'backup-without-sidecar': () =>
    t(
      'The backup was made by another tool: links, the query of its WMI filter and its status at that time are not known.',
    ),
  'last-backup-of-gpo': ({ gpo }) => t('It is the last backup of "{0}" in this folder.', gpo),
  'file-unreadable': ({ path, problem, ...rest }) =>
    t('{0} is damaged and copied byte for byte: {1}', path, spreadProblemText(problem, rest)),
  'files-not-in-backup-index': ({ count }) =>
    count === 1
      ? t('1 file in the backup is not listed in its Backup.xml; it is not copied.')
      : t('{0} files in the backup are not listed in its Backup.xml; they are not copied.', count),

  'principal-not-mapped': ({ principal, places }) => t('{0} is not mapped: {1}', principal, places),
  'path-not-mapped': ({ path }) => t('The path {0} is not mapped.', path),
  'destination-unknown': ({ principal }) =>
    t(
      'The domain does not know {0}, to which the migration table maps: its name is written, and where a SID is needed the principal of before stays.',
      principal,
    ),
  'preferences-not-mapped': ({ path, principals }) =>
    t('Preferences are copied as they are; {0} names {1}.', path, principals),
  'foreign-settings-without-mapping': ({ domain, count }) =>
    count === 1
      ? t('1 principal or path of {0} is copied as it is, without a migration table.', domain)
      : t('{0} principals or paths of {1} are copied as they are, without a migration table.', count, domain),

  'versions-differ': ({ side, ad, sysvol }) =>
    t('{0}: the version is {1} in Active Directory and {2} in SYSVOL.', sideName(side), ad, sysvol),
  'side-emptied': ({ side }) => t('{0}: no setting is left.', sideName(side)),
  'disabled-side-has-settings': ({ side }) =>
    t('{0}: there are settings, but this side is disabled, so they do not apply.', sideName(side)),
  'links-take-effect': ({ count }) =>
    count === 1
      ? t('It takes effect at once through 1 enabled link.')
      : t('It takes effect at once through {0} enabled links.', count),
  'links-left-broken': ({ count }) =>
    count === 1
      ? t('1 link stays in place and points to nothing.')
      : t('{0} links stay in place and point to nothing.', count),
  'broken-links-work-again': ({ count }) =>
    count === 1
      ? t('1 link that points to nothing now works again at once.')
      : t('{0} links that point to nothing now work again at once.', count),
  'last-link-removed': ({ gpo }) => t('It is the last link of "{0}": the GPO then has no effect.', gpo),
  'links-from-above-blocked': ({ count }) =>
    count === 1
      ? t('1 link from above no longer applies here.')
      : t('{0} links from above no longer apply here.', count),
  'enforced-links-still-apply': ({ count }) =>
    count === 1
      ? t('1 enforced link from above still applies.')
      : t('{0} enforced links from above still apply.', count),
  'linked-gpo-disabled': ({ gpo }) => t('All settings of "{0}" are disabled, so the link has no effect.', gpo),
  'gpo-missing': ({ gpo }) => t('The GPO {0} does not exist.', gpo),

  'changed-since': ({ name }) => t('"{0}" was changed again since; Undo overwrites that.', name),
  'undo-link-impossible': ({ gpo, som, reason }) =>
    t('The link of "{0}" to {1} cannot be put back: {2}', gpo, som, linkObstacle(reason)),
  'undo-step-not-needed': ({ name }) => t('"{0}" is already as it was before.', name),
  'change-was-interrupted': () => t('The change was interrupted in the middle.'),
};

/** A plan's message as a sentence; a code of a newer version is shown as it is. */
export function planMessageText(message: PlanMessage): string {
  const sentence = isCode(message.code) ? sentences[message.code] : undefined;
  if (sentence === undefined) return message.code;
  // The plan may come from a file: its codes and parameters belong together as planMessage() made them.
  return (sentence as (params: PlanMessage['params']) => string)(message.params);
}

function isCode(code: string): code is PlanMessageCode {
  return Object.hasOwn(sentences, code);
}

function backupText(backup: { readonly backupTime: string; readonly comment: string }): string {
  return backup.comment === ''
    ? timeWithAge(backup.backupTime)
    : t('{0} with the comment "{1}"', timeWithAge(backup.backupTime), backup.comment);
}

function linkState(enabled: boolean, enforced: boolean): string {
  return [enabled ? t('enabled') : t('disabled'), ...(enforced ? [t('enforced')] : [])].join(', ');
}
