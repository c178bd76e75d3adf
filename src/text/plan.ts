import { t } from '@vscode/l10n';
import type { ChangePlan, FileChange, PlanItem, PlanSubject, SettingChange } from '../core/model/changePlan';
import { changeName, extensionName, permissionNameOf, sideName } from './names';
import type { Page, PageBlock, PageRow } from './page';
import { planMessageText } from './planMessages';
import { timeWithAge } from './times';

/** A plan as a page: title, what it is about, and for each GPO or SOM what happens, what to look at, and every change. */
export function describePlan(plan: ChangePlan): Page {
  const name = changeName(plan.request.kind);
  const subjects = plan.items.map((item) => item.subject.name);
  const blocks: PageBlock[] = [
    { kind: 'facts', rows: headFacts(plan) },
    ...safetyBlocks(plan),
    ...confirmationBlocks(plan),
    ...plan.items.flatMap(itemBlocks),
  ];
  return {
    title: subjects.length === 1 ? t('{0}: {1}', name, subjects[0] ?? '') : t('{0}: {1} items', name, subjects.length),
    blocks,
  };
}

function headFacts(plan: ChangePlan): [string, string][] {
  const rows: [string, string][] = [];
  if (plan.domainName !== '') rows.push([t('Domain'), plan.domainName]);
  rows.push([t('Planned'), timeWithAge(plan.created)]);
  rows.push([
    t('Way back'),
    plan.withoutSafetyBackup === true
      ? t('None: safety backups are switched off, so this cannot be undone')
      : plan.undoable
        ? plan.safetyBackups.length > 0
          ? t('Undo; a safety backup is taken first')
          : t('Undo')
        : t('None: this cannot be undone'),
  ]);
  return rows;
}

function safetyBlocks(plan: ChangePlan): PageBlock[] {
  if (plan.withoutSafetyBackup !== true) return [];
  const items = [t('Safety backups are switched off: what is overwritten or deleted cannot be brought back by Undo.')];
  return [{ kind: 'list', tone: 'warning', items }];
}

function confirmationBlocks(plan: ChangePlan): PageBlock[] {
  if (plan.confirmations.length === 0) return [];
  const items = plan.confirmations.map(({ name }) =>
    t('"{0}" is one of the two GPOs that every domain needs: its name must be typed to go on.', name),
  );
  return [{ kind: 'list', tone: 'warning', items }];
}

function itemBlocks(item: PlanItem): PageBlock[] {
  const blocks: PageBlock[] = [
    { kind: 'heading', level: 2, text: item.subject.name },
    { kind: 'facts', rows: subjectFacts(item.subject) },
  ];
  if (item.warnings.length > 0)
    blocks.push({ kind: 'list', tone: 'warning', items: item.warnings.map(planMessageText) });
  if (item.effects.length > 0) blocks.push({ kind: 'list', tone: 'plain', items: item.effects.map(planMessageText) });
  return [...blocks, ...itemTables(item)];
}

function subjectFacts(subject: PlanSubject): [string, string][] {
  switch (subject.kind) {
    case 'gpo':
      return [[t('GUID'), subject.id ?? t('new')]];
    case 'som':
      return [[t('Path'), subject.path]];
    case 'backup':
      return [
        [t('Backup id'), subject.id],
        [t('Folder'), subject.folder],
      ];
  }
}

function itemTables(item: PlanItem): PageBlock[] {
  return [
    table(
      t('Settings'),
      [t('Change'), t('Side'), t('Extension'), t('Setting'), t('Before'), t('After')],
      item.settings.map(settingRow),
    ),
    table(t('Files'), [t('Change'), t('File'), t('Bytes before'), t('Bytes after')], item.files.map(fileRow)),
    table(
      t('Permissions'),
      [t('Change'), t('Trustee'), t('Permission')],
      item.permissions.map((row) => ({
        change: row.change,
        cells: [
          changeWord(row.change),
          row.trustee,
          row.denied ? t('{0} (denied)', permissionNameOf(row.level)) : permissionNameOf(row.level),
        ],
      })),
    ),
    table(
      t('Versions'),
      [t('Side'), t('Before'), t('After')],
      item.versions.map((row) => ({
        change: 'none',
        cells: [sideName(row.side), String(row.before), String(row.after)],
      })),
    ),
    table(
      t('Takes effect through'),
      [t('Linked to'), t('Order'), t('Link')],
      item.links.map((link) => ({
        change: 'none',
        cells: [
          link.somPath,
          String(link.order),
          [link.enabled ? t('enabled') : t('disabled'), ...(link.enforced ? [t('enforced')] : [])].join(', '),
        ],
      })),
    ),
  ].flat();
}

function table(caption: string, columns: readonly string[], rows: readonly PageRow[]): PageBlock[] {
  return rows.length === 0 ? [] : [{ kind: 'table', caption, columns, rows }];
}

function settingRow(row: SettingChange): PageRow {
  const cells = [
    changeWord(row.change),
    sideName(row.side),
    extensionName(row.extension),
    row.name,
    row.before ?? '',
    row.after ?? '',
  ];
  return { change: row.change, cells };
}

function fileRow(row: FileChange): PageRow {
  const size = (bytes: number | undefined): string => (bytes === undefined ? '' : String(bytes));
  return { change: row.change, cells: [changeWord(row.change), row.path, size(row.before), size(row.after)] };
}

function changeWord(change: 'added' | 'changed' | 'removed'): string {
  switch (change) {
    case 'added':
      return t('added');
    case 'changed':
      return t('changed');
    case 'removed':
      return t('removed');
  }
}
