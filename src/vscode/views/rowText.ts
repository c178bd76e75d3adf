import { t } from '@vscode/l10n';
import type { BackupSummary } from '../../core/model/backup';
import type { GpoLink, Som } from '../../core/model/domain';
import type { GpoSummary, SideVersion } from '../../core/model/gpo';
import { isDefaultGpo } from '../../core/model/ids';
import { sideName, statusName } from '../../text/names';

/** An icon of the product icon set, with a theme colour where it warns or steps back. */
export interface RowIcon {
  readonly name: string;
  readonly color?: 'list.warningForeground' | 'list.errorForeground' | 'disabledForeground' | 'charts.blue';
}

/** What a row of a tree says beside its label. */
export interface RowText {
  readonly description: string;
  readonly icon: RowIcon;
  /** Everything that icon and description say, in words, for a screen reader. */
  readonly spoken: string;
  /** Parts of the row's context value. */
  readonly flags: readonly string[];
}

/** `groupPolicy.KIND+flag+flag`: what menus match. */
export function contextValue(kind: string, flags: readonly string[]): string {
  return ['groupPolicy.' + kind, ...flags].join('+');
}

/** A GPO in a list: its state where it is not the usual one. */
export function gpoText(gpo: GpoSummary): RowText {
  const mismatch = versionMismatch(gpo);
  const problems = [
    ...mismatch.map(([side, version]) => versionText(side, version)),
    ...(gpo.aclConsistent === false ? [t('permissions inconsistent')] : []),
  ];
  const states = [
    ...(gpo.status === 'all-enabled' ? [] : [statusName(gpo.status)]),
    ...(gpo.linkCount === 0 ? [t('not linked')] : []),
    ...problems,
  ];
  const flags = [
    gpo.linkCount === 0 ? 'unlinked' : 'linked',
    ...(gpo.status === 'all-enabled' ? [] : ['disabled']),
    ...(gpo.wmiFilter === undefined ? [] : ['wmi']),
    ...(mismatch.length > 0 ? ['mismatch'] : []),
    ...(gpo.aclConsistent === false ? ['acl'] : []),
    ...(isDefaultGpo(gpo.id) ? ['default'] : []),
  ];
  return { description: states.join(' · '), icon: gpoIcon(gpo, problems), spoken: spoken(gpo.name, states), flags };
}

function gpoIcon(gpo: GpoSummary, problems: readonly string[]): RowIcon {
  if (problems.length > 0) return { name: 'warning', color: 'list.warningForeground' };
  if (gpo.status === 'all-disabled') return { name: 'circle-slash', color: 'disabledForeground' };
  if (gpo.linkCount === 0) return { name: 'checklist', color: 'disabledForeground' };
  return { name: 'checklist' };
}

/** The sides whose versions differ between AD and SYSVOL. */
export function versionMismatch(
  gpo: Pick<GpoSummary, 'computer' | 'user'>,
): readonly (readonly ['computer' | 'user', SideVersion])[] {
  const sides = [['computer', gpo.computer] as const, ['user', gpo.user] as const];
  return sides.filter(([, { ad, sysvol }]) => ad !== sysvol);
}

function versionText(side: 'computer' | 'user', { ad, sysvol }: SideVersion): string {
  return sysvol === undefined
    ? t('{0}: gpt.ini cannot be read', sideName(side))
    : t('{0} version: AD {1}, SYSVOL {2}', sideName(side), ad, sysvol);
}

/** A link at its place in a SOM; `order` counts from 1. `gpo` is undefined when the GPO is not in the domain. */
export function linkText(link: GpoLink, order: number, gpo: GpoSummary | undefined): RowText {
  const states = [
    ...(link.enforced ? [t('enforced')] : []),
    ...(link.enabled ? [] : [t('link disabled')]),
    ...(gpo === undefined ? [t('GPO not found')] : []),
    ...(gpo === undefined || gpo.status === 'all-enabled' ? [] : [statusName(gpo.status)]),
  ];
  return {
    // side bars are narrow: the place is a number, as in GPMC's column "Link Order"
    description: [String(order), ...states].join(' · '),
    icon: linkIcon(link, gpo),
    spoken: spoken(gpo?.name ?? link.gpo, [t('link {0}', order), ...states]),
    flags: [
      link.enabled ? 'enabled' : 'disabled',
      link.enforced ? 'enforced' : 'notEnforced',
      ...(gpo === undefined ? ['missing'] : []),
    ],
  };
}

function linkIcon(link: GpoLink, gpo: GpoSummary | undefined): RowIcon {
  if (gpo === undefined) return { name: 'warning', color: 'list.warningForeground' };
  if (!link.enabled) return { name: 'circle-slash', color: 'disabledForeground' };
  return link.enforced ? { name: 'lock' } : { name: 'link' };
}

/** A domain, OU or site. */
export function somText(som: Som): RowText {
  const states = som.inheritanceBlocked ? [t('inheritance blocked')] : [];
  const icon = som.inheritanceBlocked ? 'stop' : som.kind === 'site' ? 'globe' : 'folder';
  return {
    description: states.join(' · '),
    icon: som.inheritanceBlocked ? { name: icon, color: 'charts.blue' } : { name: icon },
    spoken: spoken(som.name, states),
    flags: [som.kind, som.inheritanceBlocked ? 'blocked' : 'inheriting'],
  };
}

/** A backup of a GPO; `when` is its time as people write it. */
export function backupText(backup: BackupSummary, when: string): RowText {
  const states = [
    ...(backup.comment === '' ? [] : [backup.comment]),
    ...(backup.domain === '' ? [] : [backup.domain]),
    ...(backup.problem === undefined ? [] : [t('damaged')]),
  ];
  return {
    description: states.join(' · '),
    icon: backup.problem === undefined ? { name: 'archive' } : { name: 'warning', color: 'list.warningForeground' },
    spoken: spoken(t('{0}, backed up {1}', backup.gpoName, when), states),
    flags: [
      ...(backup.hasReport ? ['report'] : []),
      ...(backup.problem === undefined ? ['whole'] : ['damaged']),
      ...(backup.inManifest ? [] : ['unlisted']),
    ],
  };
}

function spoken(name: string, states: readonly string[]): string {
  return [name, ...states].join(', ');
}
