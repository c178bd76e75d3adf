import { vscode } from '../vscodeApi';
import type { ItemOutcome } from '../../core/model/operation';
import { sideName, statusName } from '../../text/names';

/** What was read again after an operation, a line a fact. That it is there, and is called what it was called, need not be said. */
export function stateAfterLines({ name, after }: Pick<ItemOutcome, 'name' | 'after'>): readonly string[] {
  const { l10n } = vscode;
  return [
    ...(after.exists === false ? [l10n.t('It is not there.')] : []),
    ...line(after.gpo, (gpo) => `GUID: ${gpo}`),
    ...line(after.name === name ? undefined : after.name, (now) => l10n.t('Name: {0}', now)),
    ...line(after.status, (status) => l10n.t('Status: {0}', statusName(status))),
    ...line(after.computerVersion, (version) => l10n.t('{0} version: {1}', sideName('computer'), String(version))),
    ...line(after.userVersion, (version) => l10n.t('{0} version: {1}', sideName('user'), String(version))),
    ...line(after.links, (count) => l10n.t('Links: {0}', String(count))),
    ...line(after.inheritanceBlocked, (isBlocked) =>
      isBlocked ? l10n.t('Inheritance is blocked.') : l10n.t('Inheritance is not blocked.'),
    ),
    ...line(after.backup, (backup) => l10n.t('Backup id: {0}', backup)),
  ];
}

function line<T>(fact: T | undefined, sentence: (fact: T) => string): readonly string[] {
  return fact === undefined ? [] : [sentence(fact)];
}
