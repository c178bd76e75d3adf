import { isPolicyError } from '../../core/kernel/errors';
import type { BackupChoice } from '../../core/model/changeRequest';
import type { GpoDetails } from '../../core/model/gpo';
import type { GpoId } from '../../core/model/ids';
import type { DomainProvider } from '../../core/ports/domainProvider';
import type { RunContext } from '../../core/ports/runContext';
import type { DomainStep } from './domainStep';
import type { StepContext } from './runStep';

/**
 * The steps that take `step` back, in the order in which they run; asked before it runs. None for what nothing takes back,
 * and for what makes a GPO: that is known only afterwards, see {@link invertCreation}.
 * @param safety the safety backup of the GPO that the step overwrites
 */
export async function invertStep(
  step: DomainStep,
  context: StepContext,
  safety: BackupChoice | undefined,
  run: Pick<RunContext<unknown>, 'token'>,
): Promise<readonly DomainStep[]> {
  switch (step.kind) {
    case 'rename-gpo':
    case 'set-status':
    case 'set-wmi-filter':
    case 'set-security':
      return invertAttribute(step, await present(context.provider, step.gpo));
    case 'delete-gpo':
    case 'restore-gpo':
    case 'import-settings':
      return invertOverwriting(step.gpo, await present(context.provider, step.gpo), safety);
    case 'put-link':
    case 'remove-link': {
      const gpo = step.kind === 'put-link' ? step.link.gpo : step.gpo;
      const som = await context.soms.find(step.som, run);
      const index = som?.links.findIndex((link) => link.gpo === gpo) ?? -1;
      const link = som?.links[index];
      if (som === undefined) return [];
      if (link !== undefined) return [{ kind: 'put-link', som: som.path, link, order: index + 1 }];
      return step.kind === 'put-link' ? [{ kind: 'remove-link', som: som.path, gpo }] : [];
    }
    case 'set-inheritance': {
      const som = await context.soms.find(step.som, run);
      return som === undefined ? [] : [{ ...step, blocked: som.inheritanceBlocked }];
    }
    case 'create-gpo':
    case 'copy-gpo':
    case 'repair-acl':
    case 'delete-backup':
      return [];
  }
}

/** What takes the making of a GPO back. */
export function invertCreation(made: GpoId): readonly DomainStep[] {
  return [{ kind: 'delete-gpo', gpo: made }];
}

type AttributeStep = Extract<
  DomainStep,
  { readonly kind: 'rename-gpo' | 'set-status' | 'set-wmi-filter' | 'set-security' }
>;

function invertAttribute(step: AttributeStep, before: GpoDetails | undefined): readonly DomainStep[] {
  if (before === undefined) return [];
  switch (step.kind) {
    case 'rename-gpo':
      return [{ ...step, name: before.name }];
    case 'set-status':
      return [{ ...step, status: before.status }];
    case 'set-wmi-filter':
      return [{ ...step, filter: before.wmiFilter ?? null }];
    case 'set-security':
      return [{ ...step, sddl: before.sddl }];
  }
}

/** A backup keeps neither owner nor group (measured), so the descriptor is written again after the restore. */
function invertOverwriting(
  gpo: GpoId,
  before: GpoDetails | undefined,
  safety: BackupChoice | undefined,
): readonly DomainStep[] {
  if (before === undefined) return [{ kind: 'delete-gpo', gpo }];
  if (safety === undefined) return [];
  return [
    { kind: 'restore-gpo', gpo, backup: safety },
    { kind: 'set-security', gpo, sddl: before.sddl },
  ];
}

async function present(provider: DomainProvider | undefined, gpo: GpoId): Promise<GpoDetails | undefined> {
  try {
    return await provider?.reader.gpo(gpo);
  } catch (error) {
    if (isPolicyError(error, 'gpo-not-found')) return undefined;
    throw error;
  }
}
