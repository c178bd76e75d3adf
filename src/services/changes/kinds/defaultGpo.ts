import type { Confirmation } from '../../../core/model/changePlan';
import type { GpoSummary } from '../../../core/model/gpo';
import { isDefaultGpo } from '../../../core/model/ids';

/** What must be typed before one of the two GPOs of every domain is renamed or overwritten. */
export function defaultGpoConfirmation(gpo: Pick<GpoSummary, 'id' | 'name'> | undefined): Confirmation | undefined {
  return gpo !== undefined && isDefaultGpo(gpo.id) ? { gpo: gpo.id, name: gpo.name } : undefined;
}
