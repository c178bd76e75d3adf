import type { BackupSidecar } from '../../../core/model/backup';
import type { PlanMessage } from '../../../core/model/changePlan';
import type { GpoLink, Som } from '../../../core/model/domain';
import type { GpoId } from '../../../core/model/ids';
import { planMessage } from '../../../core/model/planMessages';
import type { DomainStep } from '../domainStep';
import type { DomainView } from '../domainView';

/** What a restore does about the links that its backup's sidecar knows. */
export interface LinksToRestore {
  readonly steps: readonly DomainStep[];
  readonly soms: readonly Som[];
  readonly effects: readonly PlanMessage[];
  readonly warnings: readonly PlanMessage[];
}

/** Links come back only when that is asked for, as GPMC's restore leaves them alone; those that are as they were stay. */
export async function linksToRestore(
  view: DomainView,
  { id: gpo, name: backupName }: { readonly id: GpoId; readonly name: string },
  sidecar: BackupSidecar | undefined,
  asked: boolean,
): Promise<LinksToRestore> {
  const nothing: LinksToRestore = { steps: [], soms: [], effects: [], warnings: [] };
  if (sidecar === undefined)
    return asked ? { ...nothing, warnings: [planMessage('links-unknown-in-backup', {})] } : nothing;
  const soms = await view.soms();
  const name = (await view.gpos()).get(gpo)?.name ?? backupName;
  const missing = sidecar.links.flatMap((saved) => {
    const som = soms.find(({ path }) => path.toLowerCase() === saved.somPath.toLowerCase());
    const present = som?.links.find((link) => link.gpo === gpo);
    const isSame = present?.enabled === saved.enabled && present.enforced === saved.enforced;
    return isSame ? [] : [{ saved, som }];
  });
  if (!asked)
    return missing.length === 0
      ? nothing
      : { ...nothing, warnings: [planMessage('links-not-restored', { count: missing.length })] };
  const found = missing.flatMap(({ saved, som }) => (som === undefined ? [] : [{ saved, som }]));
  return {
    soms: found.map(({ som }) => som),
    steps: found.map(({ saved, som }): DomainStep => {
      const { enabled, enforced, order } = saved;
      const link: GpoLink = { gpo, gpoDomain: view.info.dnsName, enabled, enforced };
      return { kind: 'put-link', som: som.path, link, order };
    }),
    effects: found.map(({ saved: { order, enabled, enforced }, som }) =>
      planMessage('link-added', { gpo: name, som: som.path, order, enabled, enforced }),
    ),
    warnings: missing.flatMap(({ saved, som }) =>
      som === undefined
        ? [planMessage('undo-link-impossible', { gpo: name, som: saved.somPath, reason: 'som-not-found' })]
        : [],
    ),
  };
}
