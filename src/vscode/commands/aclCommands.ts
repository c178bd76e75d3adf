import { vscode } from '../vscodeApi';
import { chooseGpos } from './backUpCommands';
import type { CommandContext, Commands } from './commandContext';

/** Check and Repair ACL Consistency. */
export function aclCommands(context: CommandContext): Commands {
  return {
    checkAcl: async (target, all) => {
      const title = vscode.l10n.t('Check and Repair ACL Consistency');
      const { catalogue, gpos } = await chooseGpos(context, target, all, title);
      const { info } = await catalogue.overview();
      const names = new Map(gpos.map(({ id, name }) => [id, name]));
      const results = await context.runner.run(
        {
          kind: 'report',
          change: undefined,
          title: vscode.l10n.t('Check ACL Consistency'),
          domainName: info.dnsName,
          subjects: [...names.values()],
          rows: undefined,
        },
        (run) => context.services.checkAcl({ address: catalogue.address, gpos: [...names.keys()] }, run),
        () => undefined,
      );
      const wrong = results.filter(({ consistent }) => !consistent).map(({ gpo }) => gpo);
      if (wrong.length === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The permissions of {0} GPOs are consistent in AD and SYSVOL.', results.length),
        );
        return;
      }
      const repair = vscode.l10n.t('Plan the Repair');
      const shown = wrong.map((gpo) => names.get(gpo) ?? gpo).join(', ');
      const chosen = await vscode.window.showWarningMessage(
        vscode.l10n.t('The permissions in SYSVOL do not follow from those in AD: {0}', shown),
        repair,
      );
      if (chosen === repair)
        await context.changes.propose({ kind: 'repair-acl', domain: catalogue.address, gpos: wrong });
    },
  };
}
