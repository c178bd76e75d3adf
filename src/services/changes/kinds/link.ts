import { PolicyError } from '../../../core/kernel/errors';
import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { DomainView } from '../domainView';
import { preparedOf } from './preparedOf';

/** New links to GPOs, after those that the SOM has: the lowest precedence, as GPMC links. */
export const link: Change<'link'> = {
  prepare: async ({ domain, som: path, gpos, enabled }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    const som = await view.som(path);
    return preparedOf(view, gpos, async (id, index) => {
      const gpo = await view.gpo(id);
      if (som.links.some((present) => present.gpo === id))
        throw new PolicyError('link-exists', { som: som.path, gpo: gpo.name });
      const order = som.links.length + index + 1;
      const added = { gpo: id, gpoDomain: view.info.dnsName, enabled, enforced: false };
      return {
        preconditions: [view.somPrecondition(som), await view.gpoPrecondition(id)],
        target: {
          subject: { kind: 'gpo', id, name: gpo.name },
          steps: [{ kind: 'put-link', som: som.path, link: added, order }],
          safetyBackup: undefined,
          confirmation: undefined,
          describe: async () => ({
            effects: [planMessage('link-added', { gpo: gpo.name, som: som.path, order, enabled, enforced: false })],
            warnings: gpo.status === 'all-disabled' ? [planMessage('linked-gpo-disabled', { gpo: gpo.name })] : [],
            links: await view.linksOf(id),
          }),
        },
      };
    });
  },
};
