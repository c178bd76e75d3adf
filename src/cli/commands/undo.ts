import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { PolicyError } from '../../core/kernel/errors';
import { isChangeKind } from '../../core/model/changeKinds';
import { changeName } from '../../text/names';
import { timeWithAge } from '../../text/times';
import { runChange, withChangeOptions, type ChangeOptions } from '../changes';
import { quietRun, type CommandContext } from '../commandContext';
import { domainOf, tellInterrupted } from '../names';
import { columns, printResult } from '../output';

interface UndoOptions extends ChangeOptions {
  readonly domain?: string;
  readonly list?: boolean;
}

/** `gpo undo [ID] [--domain D]`: takes the named or the last change back. */
export function addUndo(program: Command, context: CommandContext): void {
  const command = program
    .command('undo')
    .argument('[id]', t('the id of the change; the last one when left out'))
    .description(t('undo a change'))
    .option('--domain <domain>', t('the domain: a snapshot folder'))
    .option('--list', t('list what can be undone'));
  withChangeOptions(command).action(async (id: string | undefined, options: UndoOptions) => {
    const address = options.domain === undefined ? undefined : domainOf(context, options.domain);
    const entries = await context.services.listUndo(address === undefined ? {} : { address }, quietRun(context));
    if (options.list === true) {
      printResult(context, options, entries, () =>
        columns(
          [t('Id'), t('Time'), t('Change'), t('Of'), t('Undone')],
          entries.map((entry) => [
            entry.id,
            timeWithAge(entry.time),
            isChangeKind(entry.change) ? changeName(entry.change) : entry.change,
            entry.subjects.join(', '),
            entry.undone === undefined ? '' : timeWithAge(entry.undone),
          ]),
        ),
      );
      return;
    }
    await runChange(context, options, async () => {
      const entry =
        id === undefined
          ? entries.find((item) => item.undone === undefined)
          : entries.find((item) => item.id.toLowerCase() === id.toLowerCase());
      if (entry === undefined)
        throw id === undefined
          ? new PolicyError('undo-nothing', { domain: options.domain ?? '' })
          : new PolicyError('undo-not-found', { id });
      await tellInterrupted(context, entry.address);
      return { kind: 'undo', domain: entry.address, undoId: entry.id };
    });
  });
}
