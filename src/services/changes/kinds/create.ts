import { PolicyError } from '../../../core/kernel/errors';
import type { StarterGpoId } from '../../../core/model/ids';
import { planMessage } from '../../../core/model/planMessages';
import type { Change } from '../change';
import { DomainView } from '../domainView';

/** A new GPO, empty or with the settings of a starter GPO. */
export const create: Change<'create'> = {
  prepare: async ({ domain, name, starter }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    await view.checkName(name, undefined);
    const starterName = starter === undefined ? undefined : await nameOfStarter(view, starter);
    const { dnsName } = view.info;
    return {
      address: domain,
      domainName: dnsName,
      undoable: true,
      preconditions: [view.namePrecondition(name)],
      targets: [
        {
          subject: { kind: 'gpo', id: undefined, name },
          steps: [{ kind: 'create-gpo', name, starter: starter ?? null }],
          safetyBackup: undefined,
          confirmation: undefined,
          describe: () =>
            Promise.resolve({
              effects: [
                starterName === undefined
                  ? planMessage('gpo-created', { name, domain: dnsName })
                  : planMessage('gpo-created-from-starter', { name, domain: dnsName, starter: starterName }),
                planMessage('new-gpo-unlinked', {}),
              ],
            }),
        },
      ],
    };
  },
};

async function nameOfStarter(view: DomainView, id: StarterGpoId): Promise<string> {
  const found = (await view.provider.reader.starterGpos()).find((starter) => starter.id === id);
  if (found === undefined) throw new PolicyError('starter-gpo-not-found', { starter: id, domain: view.info.dnsName });
  return found.name;
}
