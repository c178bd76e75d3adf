import type { PlanMessage } from '../../../core/model/changePlan';
import type { Side } from '../../../core/model/gpo';
import { planMessage } from '../../../core/model/planMessages';
import { inTurns } from '../../../core/kernel/steps';
import type { ChangeContext, ItemDescription } from '../change';
import { changedFiles, fileChange } from './compareFiles';
import { changedSettings } from './compareSettings';
import type { ContentFile, GpoContent } from './gpoContent';

/** What of an item its files say. */
export type ContentDescription = Required<Pick<ItemDescription, 'files' | 'settings' | 'warnings'>>;

/** Files and settings that a GPO gains, changes and loses when it gets a backup's content. */
export async function describeContent(
  { ports: { files, pacer }, token }: Pick<ChangeContext, 'ports' | 'token'>,
  before: ReadonlyMap<string, ContentFile>,
  after: GpoContent,
): Promise<ContentDescription> {
  const changed = await inTurns(changedFiles(files, before, after.files), pacer, token);
  const { settings, warnings } = changedSettings(files, changed);
  return {
    files: changed.map(fileChange),
    settings,
    warnings: [
      ...warnings,
      ...emptiedSides(before, after.files).map((side) => planMessage('side-emptied', { side })),
      ...(after.unlisted > 0 ? [planMessage('files-not-in-backup-index', { count: after.unlisted })] : []),
    ],
  };
}

const folders: readonly (readonly [Side, string])[] = [
  ['computer', 'machine/'],
  ['user', 'user/'],
];

function emptiedSides(
  before: ReadonlyMap<string, ContentFile>,
  after: ReadonlyMap<string, ContentFile>,
): readonly Side[] {
  const has = (content: ReadonlyMap<string, ContentFile>, folder: string): boolean =>
    [...content.keys()].some((path) => path.startsWith(folder));
  return folders.flatMap(([side, folder]) => (has(before, folder) && !has(after, folder) ? [side] : []));
}

/** Sides of which AD and SYSVOL say different versions, as a client may see either. */
export function versionWarnings(
  sides: Readonly<Record<Side, { readonly ad: number; readonly sysvol: number | undefined }>>,
): readonly PlanMessage[] {
  return folders.flatMap(([side]) => {
    const { ad, sysvol } = sides[side];
    return sysvol !== undefined && sysvol !== ad ? [planMessage('versions-differ', { side, ad, sysvol })] : [];
  });
}
