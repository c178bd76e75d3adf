import type { PlanMessage } from '../../../core/model/changePlan';
import type { GpoLink, Som } from '../../../core/model/domain';
import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { DomainView } from '../domainView';

/** Whether a SOM takes the links of those above it. Enforced links apply in any case. */
export const setInheritance: Change<'set-inheritance'> = {
  prepare: async ({ domain, som: path, blocked }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    const som = await view.som(path);
    const changes = som.inheritanceBlocked !== blocked;
    return {
      address: domain,
      domainName: view.info.dnsName,
      undoable: true,
      preconditions: [view.somPrecondition(som)],
      targets: [
        {
          subject: { kind: 'som', path: som.path, name: som.name },
          steps: changes ? [{ kind: 'set-inheritance', som: som.path, blocked }] : [],
          safetyBackup: undefined,
          confirmation: undefined,
          describe: async () => ({
            effects: [
              changes
                ? planMessage(blocked ? 'inheritance-blocked' : 'inheritance-unblocked', { som: som.path })
                : planMessage('nothing-changes', {}),
            ],
            warnings: changes && blocked ? blockWarnings(linksFromAbove(await view.soms(), som)) : [],
          }),
        },
      ],
    };
  },
};

function blockWarnings(links: readonly GpoLink[]): readonly PlanMessage[] {
  const enforced = links.filter((link) => link.enforced).length;
  const lost = links.length - enforced;
  return [
    ...(lost > 0 ? [planMessage('links-from-above-blocked', { count: lost })] : []),
    ...(enforced > 0 ? [planMessage('enforced-links-still-apply', { count: enforced })] : []),
  ];
}

/** The enabled links that reach the SOM from those above it, up to one that blocks them itself. */
function linksFromAbove(soms: readonly Som[], som: Som): readonly GpoLink[] {
  const links: GpoLink[] = [];
  let blockedBelow = false;
  for (let above = parentOf(soms, som); above !== undefined; above = parentOf(soms, above)) {
    links.push(...above.links.filter((link) => link.enabled && (link.enforced || !blockedBelow)));
    blockedBelow ||= above.inheritanceBlocked;
  }
  return links;
}

function parentOf(soms: readonly Som[], { parent }: Som): Som | undefined {
  return parent === undefined ? undefined : soms.find(({ path }) => path.toLowerCase() === parent.toLowerCase());
}
