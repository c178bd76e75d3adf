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
import { domainOf, tellInterrupted } from './names';
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
    .version(context.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        context.terminal.out(text);
      },
      writeErr: (text) => {
        context.terminal.err(text);
      },
    });
  for (const add of commands) add(program, context);
  for (const command of allCommands(program)) command.exitOverride().copyInheritedSettings(program);
  program.hook('preAction', async (_program, command) => {
    const { domain } = command.opts<{ readonly domain?: unknown }>();
    if (typeof domain === 'string') await tellInterrupted(context, domainOf(context, domain));
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode !== 0) context.exit(exitCodes.wrongUse);
      return;
    }
    const value = toErrorValue(error);
    const { message, next } = describeError(value);
    context.terminal.err(`gpo: ${printable(message)}${next === '' ? '' : `\n     ${printable(next)}`}\n`);
    context.exit(exitCodeOfError(value.code));
  }
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}
