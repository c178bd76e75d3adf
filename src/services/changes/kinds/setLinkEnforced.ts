import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { prepareLinkChange } from './linkChange';

/** A link that is enforced or no longer is. */
export const setLinkEnforced: Change<'set-link-enforced'> = {
  prepare: (request, context) =>
    prepareLinkChange(request, context, ({ som, link, order, name }) => ({
      step:
        link.enforced === request.enforced
          ? undefined
          : { kind: 'put-link', som: som.path, link: { ...link, enforced: request.enforced }, order },
      effect: planMessage(request.enforced ? 'link-enforced' : 'link-not-enforced', { gpo: name, som: som.path }),
      warnings: [],
    })),
};
