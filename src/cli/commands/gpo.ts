import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { PolicyError } from '../../core/kernel/errors';
import type { GpoStatus } from '../../core/model/gpo';
import { parseWmiFilterId } from '../../core/model/ids';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import { quietRun, type CommandContext } from '../commandContext';
import { domainOf, gpoOf, gposOf } from '../names';

interface GpoOptions extends ChangeOptions {
  readonly domain: string;
}

/** `gpo new`, `rename`, `delete`, `status`, `wmi-filter`: one GPO's own attributes. */
export function addGpoCommands(program: Command, context: CommandContext): void {
  addNew(program, context);
  addRename(program, context);
  addDelete(program, context);
  addStatus(program, context);
  addWmiFilter(program, context);
}

function addNew(program: Command, context: CommandContext): void {
  const command = program
    .command('new')
    .argument('[name]', t('the name of the new GPO'))
    .description(t('create a new GPO'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--starter <starter>', t('a starter GPO by name or GUID'));
  withChangeOptions(command).action(async (name: string | undefined, options: GpoOptions & { starter?: string }) => {
    await runChange(context, options, async () => {
      const domain = domainOf(context, options.domain);
      const newName = needed(program, name, 'NAME');
      if (options.starter === undefined) return { kind: 'create', domain, name: newName };
      const wanted = options.starter.toLowerCase();
      const starters = await context.services.listStarterGpos({ address: domain }, quietRun(context));
      const starter = starters.find((item) => item.name.toLowerCase() === wanted || item.id.toLowerCase() === wanted);
      if (starter === undefined) throw new PolicyError('starter-gpo-not-found', { starter: options.starter, domain });
      return { kind: 'create', domain, name: newName, starter: starter.id };
    });
  });
}

function addRename(program: Command, context: CommandContext): void {
  const command = program
    .command('rename')
    .argument('[gpo]', t('the GPO by name or GUID'))
    .argument('[name]', t('its new name'))
    .description(t('rename a GPO'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'));
  withChangeOptions(command).action(async (gpo: string | undefined, name: string | undefined, options: GpoOptions) => {
    await runChange(context, options, async () => {
      const domain = domainOf(context, options.domain);
      const found = await gpoOf(context, domain, needed(program, gpo, 'GPO'));
      return { kind: 'rename', domain, gpo: found.id, newName: needed(program, name, 'NAME') };
    });
  });
}

function addDelete(program: Command, context: CommandContext): void {
  const command = program
    .command('delete')
    .argument('[gpo...]', t('GPOs by name or GUID'))
    .description(t('delete GPOs; a safety backup is taken first'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--keep-links', t('leave the links to them in place, broken'));
  withChangeOptions(command).action(async (gpos: readonly string[], options: GpoOptions & { keepLinks?: boolean }) => {
    await runChange(context, options, async () => {
      const domain = domainOf(context, options.domain);
      if (gpos.length === 0) program.error(t('{0} is needed.', 'GPO'), { exitCode: 2 });
      const found = await gposOf(context, domain, gpos);
      return { kind: 'delete', domain, gpos: found.map((gpo) => gpo.id), removeLinks: options.keepLinks !== true };
    });
  });
}

const statuses: readonly GpoStatus[] = ['all-enabled', 'user-disabled', 'computer-disabled', 'all-disabled'];

function addStatus(program: Command, context: CommandContext): void {
  const command = program
    .command('status')
    .argument('[status]', statuses.join(', '))
    .argument('[gpo...]', t('GPOs by name or GUID'))
    .description(t('enable or disable the sides of GPOs'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'));
  withChangeOptions(command).action(
    async (status: string | undefined, gpos: readonly string[], options: GpoOptions) => {
      await runChange(context, options, async () => {
        const domain = domainOf(context, options.domain);
        const wanted = statuses.find((item) => item === status);
        if (wanted === undefined || gpos.length === 0)
          return program.error(t('A status ({0}) and GPOs are needed.', statuses.join(', ')), { exitCode: 2 });
        return {
          kind: 'set-status',
          domain,
          gpos: (await gposOf(context, domain, gpos)).map((gpo) => gpo.id),
          status: wanted,
        };
      });
    },
  );
}

function addWmiFilter(program: Command, context: CommandContext): void {
  const command = program
    .command('wmi-filter')
    .argument('[gpo...]', t('GPOs by name or GUID'))
    .description(t('set or clear the WMI filter of GPOs'))
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--filter <filter>', t('a WMI filter by name or GUID'))
    .option('--clear', t('no WMI filter'));
  withChangeOptions(command).action(
    async (gpos: readonly string[], options: GpoOptions & { filter?: string; clear?: boolean }) => {
      await runChange(context, options, async () => {
        const domain = domainOf(context, options.domain);
        if (gpos.length === 0 || (options.filter === undefined) !== (options.clear === true))
          return program.error(t('GPOs and either --filter or --clear are needed.'), { exitCode: 2 });
        const ids = (await gposOf(context, domain, gpos)).map((gpo) => gpo.id);
        if (options.filter === undefined) return { kind: 'set-wmi-filter', domain, gpos: ids, filter: null };
        const filters = await context.services.listWmiFilters({ address: domain }, quietRun(context));
        const wanted = options.filter;
        const filter = filters.find(
          (item) => item.id === parseWmiFilterId(wanted) || item.name.toLowerCase() === wanted.toLowerCase(),
        );
        if (filter === undefined) throw new PolicyError('wmi-filter-not-found', { filter: wanted, domain });
        return { kind: 'set-wmi-filter', domain, gpos: ids, filter: filter.id };
      });
    },
  );
}

function needed(program: Command, value: string | undefined, name: string): string {
  return value ?? program.error(t('{0} is needed.', name), { exitCode: 2 });
}
