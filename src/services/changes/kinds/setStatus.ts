import type { PlanMessage } from '../../../core/model/changePlan';
import type { GpoStatus, GpoSummary, Side } from '../../../core/model/gpo';
import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { DomainView } from '../domainView';
import { preparedOf } from './preparedOf';

/** Which sides of GPOs are on. */
export const setStatus: Change<'set-status'> = {
  prepare: async ({ domain, gpos, status }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    return preparedOf(view, gpos, async (id) => {
      const gpo = await view.gpo(id);
      const changes = gpo.status !== status;
      return {
        preconditions: [await view.gpoPrecondition(id)],
        target: {
          subject: { kind: 'gpo', id, name: gpo.name },
          steps: changes ? [{ kind: 'set-status', gpo: id, status }] : [],
          safetyBackup: undefined,
          confirmation: undefined,
          describe: async () => ({
            effects: [
              changes
                ? planMessage('status-set', { from: gpo.status, to: status })
                : planMessage('nothing-changes', {}),
            ],
            warnings: disabledSides(status).flatMap((side) => sideWarning(gpo, side)),
            links: await view.linksOf(id),
          }),
        },
      };
    });
  },
};

/** The sides that a status turns off. */
function disabledSides(status: GpoStatus): readonly Side[] {
  switch (status) {
    case 'all-enabled':
      return [];
    case 'computer-disabled':
      return ['computer'];
    case 'user-disabled':
      return ['user'];
    case 'all-disabled':
      return ['computer', 'user'];
  }
}

/** A side whose version is 0 never had settings. */
function sideWarning(gpo: GpoSummary, side: Side): readonly PlanMessage[] {
  return gpo[side].ad > 0 ? [planMessage('disabled-side-has-settings', { side })] : [];
}
