import { PolicyError } from '../../../core/kernel/errors';
import type { PlanMessage } from '../../../core/model/changePlan';
import type { LinkChoice } from '../../../core/model/changeRequest';
import type { GpoLink, Som } from '../../../core/model/domain';
import type { DomainAddress } from '../../../core/model/ids';
import { planMessage } from '../../../core/model/planMessages';
import type { ChangeContext, PreparedChange } from '../change';
import type { DomainStep } from '../domainStep';
import { DomainView } from '../domainView';

/** A link that exists, in its place. */
export interface FoundLink {
  readonly som: Som;
  readonly link: GpoLink;
  /** From 1 = highest precedence. */
  readonly order: number;
  /** The GPO's name; its GUID when it is not there. */
  readonly name: string;
}

/** What is to be done with it: no step where it is as wanted. */
export interface LinkChange {
  readonly step: DomainStep | undefined;
  readonly effect: PlanMessage;
  readonly warnings: readonly PlanMessage[];
}

/** A change of one link. @throws som-not-found, link-not-found */
export async function prepareLinkChange(
  { domain, som: path, gpo }: LinkChoice & { readonly domain: DomainAddress },
  context: ChangeContext,
  change: (found: FoundLink, view: DomainView) => LinkChange | Promise<LinkChange>,
): Promise<PreparedChange> {
  const view = await DomainView.open(context.domains, domain, context.token);
  const som = await view.som(path);
  const index = som.links.findIndex((link) => link.gpo === gpo);
  const link = som.links[index];
  if (link === undefined) throw new PolicyError('link-not-found', { som: som.path, gpo });
  const name = await view.nameOf(gpo);
  const { step, effect, warnings } = await change({ som, link, order: index + 1, name }, view);
  return {
    address: domain,
    domainName: view.info.dnsName,
    undoable: true,
    preconditions: [view.somPrecondition(som)],
    targets: [
      {
        subject: { kind: 'gpo', id: gpo, name },
        steps: step === undefined ? [] : [step],
        safetyBackup: undefined,
        confirmation: undefined,
        describe: async () => ({
          effects: [step === undefined ? planMessage('nothing-changes', {}) : effect],
          warnings: [...(await missingGpo(link, view)), ...warnings],
          links: await view.linksOf(gpo),
        }),
      },
    ],
  };
}

/** A link may outlive its GPO. One of another domain is not in this one's list. */
async function missingGpo({ gpo, gpoDomain }: GpoLink, view: DomainView): Promise<readonly PlanMessage[]> {
  const isOfDomain = gpoDomain.toLowerCase() === view.info.dnsName.toLowerCase();
  return isOfDomain && !(await view.gpos()).has(gpo) ? [planMessage('gpo-missing', { gpo })] : [];
}
