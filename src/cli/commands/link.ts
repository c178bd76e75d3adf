import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { PolicyError } from '../../core/kernel/errors';
import type { ChangeRequest } from '../../core/model/changeRequest';
import type { DomainAddress } from '../../core/model/ids';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import type { CommandContext } from '../commandContext';
import { domainOf, gpoOf, somOf } from '../names';

interface LinkOptions extends ChangeOptions {
  readonly domain: string;
  readonly at?: string;
  readonly enabled?: boolean;
  readonly order?: string;
}

interface Place {
  readonly domain: DomainAddress;
  readonly som: Awaited<ReturnType<typeof somOf>>;
}

/** `gpo link add|remove|enable|disable|enforce|unenforce|order GPO --at SOM` and `gpo link block|unblock --at SOM`. */
export function addLink(program: Command, context: CommandContext): void {
  const link = program.command('link').description(t('change where GPOs are linked'));
  const withGpo = (
    name: string,
    description: string,
    request: (place: Place, gpo: Awaited<ReturnType<typeof gpoOf>>, options: LinkOptions) => ChangeRequest,
    extend: (command: Command) => Command = (command) => command,
  ): void => {
    const command = link.command(name).argument('[gpo]', t('the GPO by name or GUID')).description(description);
    withChangeOptions(extend(withPlace(command))).action(async (gpo: string | undefined, options: LinkOptions) => {
      await runChange(context, options, async () => {
        if (gpo === undefined) return program.error(t('{0} is needed.', 'GPO'), { exitCode: 2 });
        const place = await placeOf(program, context, options);
        return request(place, await gpoOf(context, place.domain, gpo), options);
      });
    });
  };
  withGpo(
    'add',
    t('link a GPO to a domain, OU or site; the link is disabled unless --enabled'),
    ({ domain, som }, { id }, options) => ({
      kind: 'link',
      domain,
      som,
      gpos: [id],
      enabled: options.enabled === true,
    }),
    (command) => command.option('--enabled', t('make the link take effect at once')),
  );
  withGpo('remove', t('remove a link'), ({ domain, som }, { id }) => ({ kind: 'remove-link', domain, som, gpo: id }));
  withGpo('enable', t('enable a link'), ({ domain, som }, { id }) => ({
    kind: 'set-link-enabled',
    domain,
    som,
    gpo: id,
    enabled: true,
  }));
  withGpo('disable', t('disable a link'), ({ domain, som }, { id }) => ({
    kind: 'set-link-enabled',
    domain,
    som,
    gpo: id,
    enabled: false,
  }));
  withGpo('enforce', t('enforce a link'), ({ domain, som }, { id }) => ({
    kind: 'set-link-enforced',
    domain,
    som,
    gpo: id,
    enforced: true,
  }));
  withGpo('unenforce', t('stop enforcing a link'), ({ domain, som }, { id }) => ({
    kind: 'set-link-enforced',
    domain,
    som,
    gpo: id,
    enforced: false,
  }));
  withGpo(
    'order',
    t('move a link to a place in the link order; 1 has the highest precedence'),
    ({ domain, som }, { id }, options) => ({
      kind: 'set-link-order',
      domain,
      som,
      gpo: id,
      order: orderOf(options.order),
    }),
    (command) => command.option('--order <n>', t('the new place, from 1')),
  );
  addInheritance(program, link, context, 'block', t('block inheritance at a domain or OU'), true);
  addInheritance(program, link, context, 'unblock', t('allow inheritance again'), false);
}

function addInheritance(
  program: Command,
  link: Command,
  context: CommandContext,
  name: string,
  description: string,
  blocked: boolean,
): void {
  withChangeOptions(withPlace(link.command(name).description(description))).action(async (options: LinkOptions) => {
    await runChange(context, options, async () => {
      const { domain, som } = await placeOf(program, context, options);
      return { kind: 'set-inheritance', domain, som, blocked };
    });
  });
}

function withPlace(command: Command): Command {
  return command
    .requiredOption('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--at <som>', t('the domain, OU or site: a distinguished name, or its name if it is unique'));
}

async function placeOf(program: Command, context: CommandContext, options: LinkOptions): Promise<Place> {
  if (options.at === undefined) return program.error(t('{0} is needed.', '--at'), { exitCode: 2 });
  const domain = domainOf(context, options.domain);
  return { domain, som: await somOf(context, domain, options.at) };
}

function orderOf(text: string | undefined): number {
  const order = Number(text);
  if (!Number.isInteger(order) || order < 1)
    throw new PolicyError('wrong-use', { detail: t('--order takes a whole number from 1, not "{0}".', text ?? '') });
  return order;
}
