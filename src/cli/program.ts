import { t } from '@vscode/l10n';
import { Command, CommanderError } from 'commander';
import { toErrorValue } from '../core/kernel/errors';
import { describeError } from '../text/errors';
import { printable } from '../text/printable';
import type { CommandContext } from './commandContext';
import { addAcl } from './commands/acl';
import { addBackup } from './commands/backup';
import { addCopy } from './commands/copy';
import { addDeleteBackup } from './commands/deleteBackup';
import { addGpoCommands } from './commands/gpo';
import { addImport } from './commands/import';
import { addLink } from './commands/link';
import { addList } from './commands/list';
import { addMigtable } from './commands/migtable';
import { addReport } from './commands/report';
import { addRestore } from './commands/restore';
import { addSample } from './commands/sample';
import { addUndo } from './commands/undo';
import { allCommands, commandPath, completeHelp } from './help';
import { domainOf, tellInterrupted } from './names';
import { usageErrorText } from './usageErrors';
import { exitCodeOfError, exitCodes } from './exitCodes';

const commands: readonly ((program: Command, context: CommandContext) => void)[] = [
  addSample,
  addList,
  addBackup,
  addRestore,
  addImport,
  addCopy,
  addGpoCommands,
  addLink,
  addAcl,
  addMigtable,
  addReport,
  addDeleteBackup,
  addUndo,
];

/** Runs one command line; every failure ends as a sentence on standard error and an exit code in the context. */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<void> {
  const program = new Command('gpo')
    .description(t('Group Policy as Code: back up, restore, import, copy, link and report on GPOs'))
    .version(context.version, '-V, --version', t('show the version'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        context.terminal.out(text);
      },
      writeErr: (text) => {
        context.terminal.err(text);
      },
      // said below, in the user's language
      outputError: () => undefined,
    });
  for (const add of commands) add(program, context);
  completeHelp(program);
  for (const command of allCommands(program)) command.exitOverride().copyInheritedSettings(program);
  program.hook('preAction', async (_program, command) => {
    const { domain } = command.opts<{ readonly domain?: unknown }>();
    if (typeof domain === 'string') await tellInterrupted(context, domainOf(context, domain));
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      const text = usageErrorText(error);
      if (text !== undefined) tellError(context, text, t('"{0}" says more.', helpOf(program, args)));
      if (error.exitCode !== 0) context.exit(exitCodes.wrongUse);
      return;
    }
    const value = toErrorValue(error);
    const { message, next } = describeError(value);
    tellError(context, message, next);
    context.exit(exitCodeOfError(value.code));
  }
}

function tellError({ terminal }: CommandContext, message: string, next: string): void {
  terminal.err(`gpo: ${printable(message)}${next === '' ? '' : `\n     ${printable(next)}`}\n`);
}

/** How to ask for the help of the command that the arguments name. */
function helpOf(program: Command, args: readonly string[]): string {
  let command = program;
  for (const arg of args) {
    const next = command.commands.find((child) => child.name() === arg);
    if (next === undefined) break;
    command = next;
  }
  return ['gpo', commandPath(command), '--help'].filter((word) => word !== '').join(' ');
}
