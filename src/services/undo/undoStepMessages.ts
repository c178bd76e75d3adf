import type { PlanMessage } from '../../core/model/changePlan';
import { planMessage } from '../../core/model/planMessages';
import type { DomainStep } from '../changes/domainStep';
import type { DomainView } from '../changes/domainView';
import type { UndoItem } from './undoRecord';
import { filterEffect } from '../changes/kinds/setWmiFilter';

/** What the steps of an Undo do, in the words of a plan. */
export interface UndoMessages {
  readonly effects: readonly PlanMessage[];
  readonly warnings: readonly PlanMessage[];
}

/** Says what each step does in the domain as it is now, and which links cannot come back. */
export async function undoStepMessages(
  { steps, name }: Pick<UndoItem, 'steps' | 'name'>,
  view: DomainView,
): Promise<UndoMessages> {
  const effects: PlanMessage[] = [];
  const warnings: PlanMessage[] = [];
  for (const step of steps) {
    const message = await stepMessage(step, view, name);
    if (message?.code === 'undo-link-impossible') warnings.push(message);
    else if (message !== undefined) effects.push(message);
  }
  return { effects, warnings };
}

async function stepMessage(step: DomainStep, view: DomainView, name: string): Promise<PlanMessage | undefined> {
  const gpos = await view.gpos();
  switch (step.kind) {
    case 'rename-gpo':
      return planMessage('gpo-renamed', { from: await view.nameOf(step.gpo), to: step.name });
    case 'delete-gpo':
      return gpos.has(step.gpo)
        ? planMessage('gpo-deleted', { name: await view.nameOf(step.gpo) })
        : planMessage('undo-step-not-needed', { name });
    case 'set-status': {
      const from = gpos.get(step.gpo)?.status;
      return from === undefined ? undefined : planMessage('status-set', { from, to: step.status });
    }
    case 'set-wmi-filter':
      return wmiFilterMessage(step, view);
    case 'set-security':
      return planMessage('permissions-put-back', {});
    case 'restore-gpo':
      return planMessage('gpo-put-back', { name, id: step.gpo, existed: gpos.has(step.gpo) });
    case 'put-link':
    case 'remove-link':
      return linkMessage(step, view, name);
    case 'set-inheritance':
      return planMessage(step.blocked ? 'inheritance-blocked' : 'inheritance-unblocked', { som: step.som });
    case 'create-gpo':
    case 'copy-gpo':
    case 'import-settings':
    case 'repair-acl':
    case 'delete-backup':
      return undefined;
  }
}

async function wmiFilterMessage(
  { gpo, filter }: Extract<DomainStep, { readonly kind: 'set-wmi-filter' }>,
  view: DomainView,
): Promise<PlanMessage | undefined> {
  const filters = await view.wmiFilters();
  const present = (await view.gpos()).get(gpo)?.wmiFilter;
  const wanted = filters.find(({ id }) => id === filter);
  if (filter !== null && wanted === undefined)
    return planMessage('wmi-filter-missing', { name: filter, namespace: '', query: '' });
  return filterEffect(
    present === undefined ? undefined : (filters.find(({ id }) => id === present)?.name ?? present),
    wanted,
  );
}

async function linkMessage(
  step: Extract<DomainStep, { readonly kind: 'put-link' | 'remove-link' }>,
  view: DomainView,
  name: string,
): Promise<PlanMessage | undefined> {
  const id = step.kind === 'put-link' ? step.link.gpo : step.gpo;
  const gpo = (await view.gpos()).get(id)?.name ?? name;
  const som = (await view.soms()).find(({ path }) => path.toLowerCase() === step.som.toLowerCase());
  if (som === undefined)
    return step.kind === 'put-link'
      ? planMessage('undo-link-impossible', { gpo, som: step.som, reason: 'som-not-found' })
      : undefined;
  const index = som.links.findIndex((link) => link.gpo === id);
  const present = som.links[index];
  if (step.kind === 'put-link') {
    const { enabled, enforced } = step.link;
    return planMessage('link-added', { gpo, som: som.path, order: step.order, enabled, enforced });
  }
  if (present === undefined) return undefined;
  const { enabled, enforced } = present;
  return planMessage('link-removed', { gpo, som: som.path, order: index + 1, enabled, enforced });
}
