import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { DomainView } from '../domainView';
import { defaultGpoConfirmation } from './defaultGpo';

/** Another name for a GPO. */
export const rename: Change<'rename'> = {
  prepare: async ({ domain, gpo: id, newName }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    const gpo = await view.gpo(id);
    await view.checkName(newName, id);
    const isNew = gpo.name !== newName;
    return {
      address: domain,
      domainName: view.info.dnsName,
      undoable: true,
      preconditions: [await view.gpoPrecondition(id), view.namePrecondition(newName)],
      targets: [
        {
          subject: { kind: 'gpo', id, name: gpo.name },
          steps: isNew ? [{ kind: 'rename-gpo', gpo: id, name: newName }] : [],
          safetyBackup: undefined,
          confirmation: isNew ? defaultGpoConfirmation(gpo) : undefined,
          describe: async () => ({
            effects: [
              isNew ? planMessage('gpo-renamed', { from: gpo.name, to: newName }) : planMessage('nothing-changes', {}),
            ],
            links: await view.linksOf(id),
          }),
        },
      ],
    };
  },
};
