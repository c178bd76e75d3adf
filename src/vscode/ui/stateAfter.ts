import { vscode } from '../vscodeApi';
import type { GpoStatus } from '../../core/model/gpo';
import type { ItemOutcome } from '../../core/model/operation';
import { sideName, statusName } from '../../text/names';

/** What was read again after an operation, a line a fact; what is not known by name is shown as it is. */
export function stateAfterLines({ name, after }: Pick<ItemOutcome, 'name' | 'after'>): readonly string[] {
  return Object.entries(after).flatMap(([fact, value]) => {
    // that it is there, and is called what it was called, need not be said
    if ((fact === 'exists' && value === true) || (fact === 'name' && value === name)) return [];
    return [sentences(value)[fact] ?? `${fact}: ${String(value)}`];
  });
}

function sentences(value: string | number | boolean): Readonly<Record<string, string>> {
  const { l10n } = vscode;
  const text = String(value);
  const version = (side: 'computer' | 'user'): string => l10n.t('{0} version: {1}', sideName(side), text);
  return {
    exists: l10n.t('It is not there.'),
    gpo: `GUID: ${text}`,
    name: l10n.t('Name: {0}', text),
    status: l10n.t('Status: {0}', isStatus(value) ? statusName(value) : text),
    computerVersion: version('computer'),
    userVersion: version('user'),
    links: l10n.t('Links: {0}', text),
    inheritanceBlocked: value === true ? l10n.t('Inheritance is blocked.') : l10n.t('Inheritance is not blocked.'),
    backup: l10n.t('Backup id: {0}', text),
  };
}

function isStatus(value: unknown): value is GpoStatus {
  const statuses: readonly unknown[] = ['all-enabled', 'user-disabled', 'computer-disabled', 'all-disabled'];
  return statuses.includes(value);
}
