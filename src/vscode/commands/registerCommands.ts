import { vscode } from '../vscodeApi';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import { requireTrust } from '../changeFlow';
import { showError } from '../ui/errors';
import { withBack } from '../ui/wizard';
import { aclCommands } from './aclCommands';
import { backUpCommands } from './backUpCommands';
import { backupFolderCommands } from './backupFolderCommands';
import type { CommandContext, Commands } from './commandContext';
import { domainCommands } from './domainCommands';
import { gpoCommands } from './gpoCommands';
import { commandIds, readingCommands, type CommandHandler, type CommandName } from './ids';
import { linkCommands } from './linkCommands';
import { migrationTableCommands } from './migrationTableCommands';
import { operationCommands } from './operationCommands';
import { reportCommands } from './reportCommands';
import { selectedRows } from './targets';
import { transferCommands } from './transferCommands';
import { viewCommands } from './viewCommands';

const families: readonly ((context: CommandContext) => Commands)[] = [
  domainCommands,
  viewCommands,
  backUpCommands,
  gpoCommands,
  transferCommands,
  aclCommands,
  linkCommands,
  migrationTableCommands,
  reportCommands,
  backupFolderCommands,
  operationCommands,
];

/** Registers every command. One that fails says why; one that changes something is refused in Restricted Mode. */
export function registerCommands(context: CommandContext): Disposable {
  const store = new DisposableStore();
  for (const family of families)
    for (const [name, handler] of Object.entries(family(context)))
      store.add(registerCommand(name as CommandName, handler, context));
  return store;
}

function registerCommand(name: CommandName, handler: CommandHandler, context: CommandContext): Disposable {
  const run: CommandHandler = async (target, all) => {
    try {
      if (!readingCommands.has(name)) requireTrust(vscode.l10n.t('This command'));
      await selectedRows(context, target)?.known();
      await withBack(() => handler(target, all));
    } catch (error) {
      showError(error, context.log);
    }
  };
  return vscode.commands.registerCommand(commandIds[name], run);
}
