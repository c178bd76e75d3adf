import type { GpoId } from '../../../core/model/ids';
import type { ChangeContext, ItemDescription } from '../change';
import type { DomainView } from '../domainView';
import { describeContent } from './describeContent';
import { noFiles, withCurrentContent, type GpoContent } from './gpoContent';
import { versionChanges } from './versionChanges';

/** What the files and versions of a restore say. */
export type RestoredContent = Required<Pick<ItemDescription, 'files' | 'settings' | 'warnings' | 'versions'>>;

/** Files, settings and versions of a GPO, there or not, when it is brought back to a backup. */
export async function restoredContent(
  view: DomainView,
  gpo: GpoId,
  backup: GpoContent,
  context: ChangeContext,
): Promise<RestoredContent> {
  const before = (await view.gpos()).get(gpo);
  const changes =
    before === undefined
      ? await describeContent(context, noFiles, backup)
      : await withCurrentContent(context, view.provider, gpo, (current) =>
          describeContent(context, current.files, backup),
        );
  return { ...changes, versions: versionChanges(before, backup) };
}
