import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { prepareLinkChange } from './linkChange';

/** A link that is switched on or off. */
export const setLinkEnabled: Change<'set-link-enabled'> = {
  prepare: (request, context) =>
    prepareLinkChange(request, context, ({ som, link, order, name }) => ({
      step:
        link.enabled === request.enabled
          ? undefined
          : { kind: 'put-link', som: som.path, link: { ...link, enabled: request.enabled }, order },
      effect: planMessage(request.enabled ? 'link-enabled' : 'link-disabled', { gpo: name, som: som.path }),
      warnings: [],
    })),
};
