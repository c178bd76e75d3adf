import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { prepareLinkChange } from './linkChange';

/** A link that goes; the GPO stays. */
export const removeLink: Change<'remove-link'> = {
  prepare: (request, context) =>
    prepareLinkChange(request, context, async ({ som, link, order, name }, view) => ({
      step: { kind: 'remove-link', som: som.path, gpo: link.gpo },
      effect: planMessage('link-removed', {
        gpo: name,
        som: som.path,
        order,
        enabled: link.enabled,
        enforced: link.enforced,
      }),
      warnings: (await view.linksOf(link.gpo)).length === 1 ? [planMessage('last-link-removed', { gpo: name })] : [],
    })),
};
