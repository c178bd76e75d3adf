import { PolicyError } from '../../core/kernel/errors';
import type { OperationStatus } from '../../core/model/operationStatus';
import type { RunContext } from '../../core/ports/runContext';
import type { DomainStep } from './domainStep';
import type { StepContext } from './runStep';

/**
 * Reads again whether a step of Undo has the result that it should have: the GPO with its GUID, the link with its options.
 * @throws gpo-not-found, undo-link-impossible
 */
export async function verifyStep(
  step: DomainStep,
  { provider, soms }: StepContext,
  run: RunContext<OperationStatus>,
): Promise<void> {
  if (step.kind === 'restore-gpo') await provider?.reader.gpo(step.gpo);
  if (step.kind !== 'put-link') return;
  const { link } = step;
  const som = await soms.find(step.som, run);
  const found = som?.links.find(({ gpo }) => gpo === link.gpo);
  if (found?.enabled === link.enabled && found.enforced === link.enforced) return;
  const reason = som === undefined ? 'som-not-found' : 'not-there-afterwards';
  throw new PolicyError('undo-link-impossible', { som: step.som, gpo: link.gpo, reason });
}
