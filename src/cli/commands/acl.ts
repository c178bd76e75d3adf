import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import { quietRun, type CommandContext } from '../commandContext';
import { exitCodes } from '../exitCodes';
import { domainOf, gposOf } from '../names';
import { printResult } from '../output';
import { withProgress } from '../progress';

interface AclOptions extends ChangeOptions {
  readonly domain: string;
  readonly all?: boolean;
}

/** `gpo acl check|repair`: whether SYSVOL's permissions follow from Active Directory's. */
export function addAcl(program: Command, context: CommandContext): void {
  const acl = program.command('acl').description(t('compare and repair the permissions of GPOs in AD and SYSVOL'));
  const domainOption = (command: Command): Command =>
    command
      .argument('[gpo...]', t('GPOs by name or GUID'))
      .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
      .option('--all', t('every GPO of the domain'));
  const chosen = async (names: readonly string[], options: AclOptions) => {
    const address = domainOf(context, options.domain);
    if (options.all !== true && names.length === 0) program.error(t('Name the GPOs, or use --all.'), { exitCode: 2 });
    const gpos =
      options.all === true
        ? await context.services.listGpos({ address }, quietRun(context))
        : await gposOf(context, address, names);
    return { address, gpos };
  };
  domainOption(acl.command('check'))
    .description(t('compare the permissions; exit code 1 when a GPO is inconsistent'))
    .option('--json', t('print one JSON document on standard output'))
    .option('--progress <form>', t('json: progress as NDJSON on standard error'))
    .action(async (names: readonly string[], options: AclOptions) => {
      const { address, gpos } = await chosen(names, options);
      const results = await withProgress(context, options, (run) =>
        context.services.checkAcl({ address, gpos: gpos.map((gpo) => gpo.id) }, run),
      );
      const nameOf = new Map(gpos.map((gpo) => [gpo.id, gpo.name]));
      const wrong = results.filter((result) => !result.consistent);
      printResult(context, options, results, () =>
        wrong.length === 0
          ? [t('{0} GPOs are consistent.', results.length)]
          : wrong.map((result) => t('{0}: inconsistent', nameOf.get(result.gpo) ?? result.gpo)),
      );
      if (wrong.length > 0) context.exit(exitCodes.findings);
    });
  withChangeOptions(domainOption(acl.command('repair')))
    .description(t('make the permissions in SYSVOL follow from those in AD'))
    .action(async (names: readonly string[], options: AclOptions) => {
      await runChange(context, options, async () => {
        const { address, gpos } = await chosen(names, options);
        return { kind: 'repair-acl', domain: address, gpos: gpos.map((gpo) => gpo.id) };
      });
    });
}
