import { PolicyError } from '../../../core/kernel/errors';
import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { prepareLinkChange } from './linkChange';

/** Another place for a link among those of its SOM. */
export const setLinkOrder: Change<'set-link-order'> = {
  prepare: (request, context) =>
    prepareLinkChange(request, context, ({ som, link, order, name }) => {
      const wanted = request.order;
      const count = som.links.length;
      if (!Number.isInteger(wanted) || wanted < 1 || wanted > count)
        throw new PolicyError('link-order-invalid', { som: som.path, order: wanted, count });
      return {
        step: wanted === order ? undefined : { kind: 'put-link', som: som.path, link, order: wanted },
        effect: planMessage('link-moved', { gpo: name, som: som.path, from: order, to: wanted }),
        warnings: [],
      };
    }),
};
