import { planMessage } from '../../../core/model/planMessages';
import { capability } from '../../domains/domainRegistry';
import type { Change } from '../change';
import { DomainView } from '../domainView';
import { preparedOf } from './preparedOf';

/** SYSVOL's permissions of GPOs made to follow from those in AD. What SYSVOL had is not kept: there is no way back. */
export const repairAcl: Change<'repair-acl'> = {
  prepare: async ({ domain, gpos }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    const tools = capability(view.provider, 'aclTools');
    const prepared = await preparedOf(view, gpos, async (id) => {
      const gpo = await view.gpo(id);
      const consistent = await tools.isConsistent(id);
      return {
        preconditions: [await view.gpoPrecondition(id)],
        target: {
          subject: { kind: 'gpo', id, name: gpo.name },
          steps: consistent ? [] : [{ kind: 'repair-acl', gpo: id }],
          safetyBackup: undefined,
          confirmation: undefined,
          describe: async () => ({
            effects: [planMessage(consistent ? 'acl-consistent' : 'acl-repaired', {})],
            links: await view.linksOf(id),
          }),
        },
      };
    });
    return { ...prepared, undoable: false };
  },
};
