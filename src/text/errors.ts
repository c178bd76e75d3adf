import { t } from '@vscode/l10n';
import type { ErrorCatalogue, ErrorCode, ErrorValue } from '../core/kernel/errors';
import { isChangeKind } from '../core/model/changeKinds';
import { changeName } from './names';
import {
  backupDefect,
  capabilityName,
  capabilityReason,
  linkObstacle,
  planDefect,
  snapshotDefect,
  unsafePath,
} from './defects';
import { liveDomainErrors } from './liveDomainErrors';
import { problemText } from './problems';
import { timeText } from './times';

/** An error for people: what happened and to what; then what to do next. */
export interface ErrorText {
  readonly message: string;
  /** Empty where there is nothing sensible to do. */
  readonly next: string;
}

type Describe<C extends ErrorCode> = (params: ErrorCatalogue[C]) => ErrorText;

const text = (message: string, next = ''): ErrorText => ({ message, next });

const descriptions: { readonly [C in ErrorCode]: Describe<C> } = {
  cancelled: () => text(t('Cancelled.')),
  unexpected: ({ detail }) =>
    text(t('Something unexpected failed: {0}', firstLine(detail)), t('See the log, and report this.')),
  'wrong-use': ({ detail }) => text(detail),

  'domain-not-found': ({ address }) =>
    text(
      t('There is no domain at {0}.', address),
      t('Check the folder: a snapshot has a file snapshot.json. "Create Sample Domain" makes one to try.'),
    ),
  'domain-locked': ({ domain, holder, since }) =>
    text(
      t('{0} is being changed by {1} since {2}.', domain, holder, timeText(since)),
      t('Wait until that operation has ended, then try again.'),
    ),
  'capability-missing': ({ capability, provider, reason }) =>
    text(
      t(
        '{0} is not possible for this domain ({1}): {2}',
        capabilityName(capability),
        provider,
        capabilityReason(reason),
      ),
    ),
  'snapshot-invalid': ({ path, field, wanted }) =>
    text(
      t('The snapshot file {0} cannot be used. {1}', path, snapshotDefect(field, wanted)),
      t('Restore the file, for example from Git.'),
    ),
  'snapshot-too-new': ({ path, version }) =>
    text(t('{0} was written by a newer version (format {1}).', path, version), t('Update Group Policy as Code.')),
  'folder-not-empty': ({ path }) =>
    text(t('The folder {0} is not empty.', path), t('Choose an empty or a new folder.')),

  'gpo-not-found': ({ gpo, domain }) =>
    text(t('There is no GPO {0} in {1}.', gpo, domain), t('Refresh the domain, or list its GPOs.')),
  'gpo-ambiguous': ({ name, domain, ids }) =>
    text(
      t('Several GPOs in {0} are named "{1}": {2}', domain, name, ids.join(', ')),
      t('Name the one you mean by its GUID.'),
    ),
  'gpo-name-taken': ({ name, domain, id }) =>
    text(t('A GPO named "{0}" exists in {1}: {2}', name, domain, id), t('Choose another name.')),
  'gpo-name-invalid': ({ name, reason }) => text(nameProblem(name, reason), t('Choose another name.')),
  'default-gpo-protected': ({ name }) =>
    text(t('"{0}" is one of the two GPOs that every domain needs; it cannot be deleted.', name)),
  'default-gpo-needs-confirmation': ({ name }) =>
    text(
      t('"{0}" is one of the two GPOs that every domain needs.', name),
      t('Type its name to confirm (on the command line: --allow-default-policy).'),
    ),
  'som-not-found': ({ som, domain }) =>
    text(t('There is no domain, OU or site {0} in {1}.', som, domain), t('Refresh the domain.')),
  'link-not-found': ({ som, gpo }) => text(t('{0} has no link to {1}.', som, gpo), t('Refresh the domain.')),
  'link-exists': ({ som, gpo }) =>
    text(t('{0} is already linked to {1}.', gpo, som), t('Enable or enforce the existing link instead.')),
  'link-order-invalid': ({ som, order, count }) =>
    text(t('{0} is not a link order of {1}, which has {2} links.', order, som, count)),
  'wmi-filter-not-found': ({ filter, domain }) =>
    text(t('There is no WMI filter {0} in {1}.', filter, domain), t('Create it first, or clear the filter.')),
  'starter-gpo-not-found': ({ starter, domain }) => text(t('There is no starter GPO {0} in {1}.', starter, domain)),

  'backup-not-found': ({ backup, folder }) =>
    text(t('There is no backup {0} in {1}.', backup, folder), t('Refresh the backups, or list them.')),
  'backup-ambiguous': ({ backup, folder, ids }) =>
    text(
      t('Several backups in {0} match "{1}": {2}', folder, backup, ids.join(', ')),
      t('Name the one you mean by its backup id.'),
    ),
  'backup-invalid': ({ backup, file, detail }) =>
    text(
      t('The backup {0} cannot be used. {1}: {2}', backup, file, backupDefect(detail)),
      t('Take another backup of this GPO.'),
    ),
  'backup-unsafe-path': ({ backup, path, reason }) =>
    text(
      t(
        'The backup {0} names the path "{1}", which leads outside of it or is not safe: {2}',
        backup,
        path,
        unsafePath(reason),
      ),
      t('Do not use this backup; find out who changed it.'),
    ),
  'backup-foreign-domain': ({ backup, from, to }) =>
    text(
      t('The backup {0} is of the domain {1}; restore works only there, not in {2}.', backup, from, to),
      t('Use Import Settings to bring its settings into a GPO of this domain.'),
    ),
  'backup-set-not-found': ({ folder }) =>
    text(
      t('There are no GPO backups in {0}.', folder),
      t('Choose the folder that holds the backups: each is a folder named by its id.'),
    ),
  'migration-table-invalid': ({ file, detail }) =>
    text(t('The migration table {0} cannot be used: {1}', file, problemText(detail)), t('Run Check Migration Table.')),
  'migration-table-unmapped': ({ file, sources }) =>
    text(
      t('The migration table {0} does not map: {1}', file, sources.join(', ')),
      t('Add these entries, or import without "strict".'),
    ),

  'plan-invalid': ({ file, detail, field }) =>
    text(t('The plan {0} cannot be used: {1}', file, planDefect(detail, field)), t('Make the plan again.')),
  'plan-changed-since': ({ what }) =>
    text(
      t('{0} has changed since the plan was made; nothing was done.', what),
      t('Make the plan again and review it.'),
    ),
  'undo-nothing': ({ domain }) => text(t('There is nothing to undo in {0}.', domain)),
  'undo-not-found': ({ id }) => text(t('There is no recorded change {0} that could be undone.', id)),
  'undo-without-safety-backup': ({ change, subjects }) =>
    text(
      t(
        '{0} of {1} cannot be undone: safety backups were switched off when it was made.',
        isChangeKind(change) ? changeName(change) : change,
        subjects.map((name) => `"${name}"`).join(', '),
      ),
      t('Restore from a backup of your own. An earlier change can be undone by its id.'),
    ),
  'undo-link-impossible': ({ som, gpo, reason }) =>
    text(t('The link of {0} to {1} could not be put back: {2}', gpo, som, linkObstacle(reason)), t('Link it by hand.')),

  'file-not-found': ({ path }) => text(t('{0} does not exist.', path)),
  'file-access-denied': ({ path }) =>
    text(t('Access to {0} was denied.', path), t('Check the permissions of the file and its folder.')),
  'file-read-only': ({ path }) =>
    text(t('{0} cannot be written: it is read-only.', path), t('Choose another folder, or make this one writable.')),
  'file-busy': ({ path }) =>
    text(t('{0} is in use by another program.', path), t('Close that program, then try again.')),
  'file-disk-full': ({ path }) =>
    text(t('The disk is full; {0} could not be written.', path), t('Free some space, then try again.')),
  'file-exists': ({ path }) => text(t('{0} already exists.', path), t('Choose another name.')),
  'undo-record-invalid': ({ path }) =>
    text(t('The record of a change, {0}, is damaged: it cannot be undone.', path), t('Restore from a backup instead.')),
  'file-not-regular': ({ path }) =>
    text(
      t('{0} is a link or a device, not a file or a folder; it was not followed.', path),
      t('Put the file itself there.'),
    ),
  'file-failed': ({ path, reason }) => text(t('{0}: {1}', path, reason)),
  'unc-path-refused': ({ path, host }) =>
    text(
      t('{0} was not opened: it would send your credentials to {1}.', path, host),
      t('Open it yourself if you trust that computer.'),
    ),

  ...liveDomainErrors,

  'xml-unwritable': ({ found, text: value }) =>
    text(t('"{0}" holds {1}, which no XML file can hold; nothing was written.', value, found)),
  'report-not-recognised': ({ file }) =>
    text(t('{0} is not a Group Policy report.', file), t('Open it with the text editor.')),
  'report-closed': () => text(t('The report is no longer open.'), t('Open it again.')),
  'worker-ended': ({ detail }) =>
    text(
      t('The background process ended: {0}', firstLine(detail)),
      t('Try again; it starts anew. What was interrupted is said when the domain is opened.'),
    ),
  'workspace-not-trusted': ({ operation }) =>
    text(t('{0} is not possible in Restricted Mode.', operation), t('Trust this workspace first.')),
};

/** An error as a sentence, and what to do next. */
export function describeError<C extends ErrorCode>(error: ErrorValue<C>): ErrorText {
  const describe: Describe<C> = descriptions[error.code];
  return describe(error.params);
}

/** The same in one string: message, then what to do next. */
export function errorSentence(error: ErrorValue): string {
  const { message, next } = describeError(error);
  return next === '' ? message : `${message} ${next}`;
}

function nameProblem(name: string, reason: ErrorCatalogue['gpo-name-invalid']['reason']): string {
  switch (reason) {
    case 'empty':
      return t('A GPO needs a name.');
    case 'too-long':
      return t('The name "{0}…" is longer than 255 characters.', name.slice(0, 40));
    case 'control-characters':
      return t('The name "{0}" has line breaks or control characters.', JSON.stringify(name).slice(1, -1));
  }
}

function firstLine(detail: string): string {
  return detail.split('\n', 1)[0] ?? detail;
}
