import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import type { GpoLink, Som } from '../../core/model/domain';
import type { GpoId } from '../../core/model/ids';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { pickOne } from '../ui/pick';
import { pickDomain, pickGpos, pickLink, pickSom } from '../ui/pickPolicy';
import type { CommandContext, Commands } from './commandContext';
import type { CommandTarget } from './ids';
import { domainOf, gposOf, linkOf, nodesOf, somOf } from './targets';

/** A link that a command is about. */
interface ChosenLink {
  readonly catalogue: DomainCatalogue;
  readonly som: Som;
  readonly gpo: GpoId;
  /** From 1. */
  readonly order: number;
}

/** What is done to links and inheritance. */
export function linkCommands(context: CommandContext): Commands {
  const link = (
    title: string,
    fits: (link: GpoLink) => boolean,
    propose: (chosen: ChosenLink, place: LinkPlace) => Promise<void>,
  ): NonNullable<Commands['removeLink']> => {
    return async (target, all) => {
      const chosen = await chooseLink(context, target, all, title, fits);
      const { catalogue, som, gpo } = chosen;
      await propose(chosen, { domain: catalogue.address, som: som.path, gpo });
    };
  };
  const { changes } = context;
  const any = (): boolean => true;
  return {
    linkGpo: (target, all) => linkGpo(context, target, all),
    removeLink: link(vscode.l10n.t('Remove Link'), any, (_, place) =>
      changes.propose({ kind: 'remove-link', ...place }),
    ),
    enableLink: link(
      vscode.l10n.t('Enable Link'),
      ({ enabled }) => !enabled,
      (_, place) => changes.propose({ kind: 'set-link-enabled', ...place, enabled: true }),
    ),
    disableLink: link(
      vscode.l10n.t('Disable Link'),
      ({ enabled }) => enabled,
      (_, place) => changes.propose({ kind: 'set-link-enabled', ...place, enabled: false }),
    ),
    enforceLink: link(
      vscode.l10n.t('Enforce Link'),
      ({ enforced }) => !enforced,
      (_, place) => changes.propose({ kind: 'set-link-enforced', ...place, enforced: true }),
    ),
    stopEnforcingLink: link(
      vscode.l10n.t('Stop Enforcing Link'),
      ({ enforced }) => enforced,
      (_, place) => changes.propose({ kind: 'set-link-enforced', ...place, enforced: false }),
    ),
    changeLinkOrder: link(vscode.l10n.t('Change Link Order'), any, async (chosen, place) => {
      const order = await pickOrder(chosen);
      await changes.propose({ kind: 'set-link-order', ...place, order });
    }),
    moveLinkUp: link(vscode.l10n.t('Move Link Up'), any, ({ order }, place) =>
      changes.propose({ kind: 'set-link-order', ...place, order: order - 1 }),
    ),
    moveLinkDown: link(vscode.l10n.t('Move Link Down'), any, ({ order }, place) =>
      changes.propose({ kind: 'set-link-order', ...place, order: order + 1 }),
    ),
    blockInheritance: (target, all) => setInheritance(context, target, all, true),
    allowInheritance: (target, all) => setInheritance(context, target, all, false),
  };
}

interface LinkPlace {
  readonly domain: DomainCatalogue['address'];
  readonly som: Som['path'];
  readonly gpo: GpoId;
}

async function chooseLink(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  title: string,
  fits: (link: GpoLink) => boolean,
): Promise<ChosenLink> {
  const nodes = nodesOf(context, target, all);
  const node = linkOf(nodes);
  const som = node?.parent.som;
  if (node !== undefined && som !== undefined)
    return { catalogue: node.parent.domain.catalogue, som, gpo: node.gpo, order: node.order };
  const catalogue = domainOf(nodes) ?? (await pickDomain(context.catalogues, title));
  return { catalogue, ...(await pickLink(catalogue, title, fits)) };
}

/** The new place, among the links of the SOM as they stand. @throws cancelled */
async function pickOrder({ catalogue, som, order }: ChosenLink): Promise<number> {
  return pickOne(
    {
      title: vscode.l10n.t('Change Link Order'),
      placeholder: vscode.l10n.t('The link at place 1 has the highest precedence.'),
    },
    som.links.map(({ gpo }, index) => ({
      label: String(index + 1),
      description:
        index + 1 === order
          ? vscode.l10n.t('where it is now')
          : vscode.l10n.t('now {0}', catalogue.gpo(gpo)?.name ?? gpo),
      value: index + 1,
    })),
  );
}

async function linkGpo(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Link GPO Here');
  const nodes = nodesOf(context, target, all);
  const catalogue = domainOf(nodes) ?? (await pickDomain(context.catalogues, title));
  const som = somOf(nodes)?.som ?? (await pickSom(catalogue, title));
  const gpos = gposOf(nodes)?.gpos ?? (await pickGpos(catalogue, title));
  await proposeLink(
    context,
    catalogue,
    som,
    gpos.map(({ id }) => id),
  );
}

/** Asks whether the links are made enabled, which is not proposed first, and shows the plan. */
export async function proposeLink(
  context: CommandContext,
  catalogue: DomainCatalogue,
  som: Som,
  gpos: readonly GpoId[],
): Promise<void> {
  const enabled = await pickOne(
    {
      title: vscode.l10n.t('Link GPO Here'),
      placeholder: vscode.l10n.t('A disabled link can be looked at before it takes effect.'),
    },
    [
      {
        label: vscode.l10n.t('Link Disabled'),
        detail: vscode.l10n.t('Takes no effect until the link is enabled'),
        value: false,
      },
      {
        label: vscode.l10n.t('Link Enabled'),
        detail: vscode.l10n.t('Takes effect at the next refresh of policy'),
        value: true,
      },
    ],
  );
  await context.changes.propose({ kind: 'link', domain: catalogue.address, som: som.path, gpos, enabled });
}

async function setInheritance(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  blocked: boolean,
): Promise<void> {
  const title = blocked ? vscode.l10n.t('Block Inheritance') : vscode.l10n.t('Allow Inheritance');
  const nodes = nodesOf(context, target, all);
  const catalogue = domainOf(nodes) ?? (await pickDomain(context.catalogues, title));
  const fits = (som: Som): boolean => som.kind !== 'site' && som.inheritanceBlocked !== blocked;
  const som = somOf(nodes)?.som ?? (await pickSom(catalogue, title, fits));
  // GPMC knows no inheritance above a site
  if (som.kind === 'site') throw new PolicyError('wrong-use', { detail: vscode.l10n.t('A site inherits nothing.') });
  await context.changes.propose({ kind: 'set-inheritance', domain: catalogue.address, som: som.path, blocked });
}
