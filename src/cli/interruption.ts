import { t } from '@vscode/l10n';
import type { CancellationTokenSource } from '../core/kernel/cancellation';
import { printable } from '../text/printable';
import type { Terminal } from './terminal';
import { exitCodes } from './exitCodes';

/**
 * Ctrl+C: the first one cancels as VS Code's Cancel button does; the second one ends the process at once and names the
 * GPO whose state is then unknown and where its safety backup lies.
 */
export function handleInterruption(
  source: CancellationTokenSource,
  terminal: Terminal,
  safetyFolder: string,
): { working(gpo: string): void } {
  let current = '';
  let asked = false;
  process.on('SIGINT', () => {
    if (asked) {
      terminal.err(`\n${t('Ended at once.')} ${current === '' ? '' : unknownState(current, safetyFolder)}\n`);
      process.exit(exitCodes.cancelled);
    }
    asked = true;
    source.cancel();
    terminal.err(`\n${t('Cancelling… (press Ctrl+C again to end at once)')}\n`);
  });
  return {
    working: (gpo) => {
      current = gpo;
    },
  };
}

function unknownState(gpo: string, safetyFolder: string): string {
  return t(
    'The state of "{0}" is unknown until the domain is opened again. Safety backups are in {1}',
    printable(gpo),
    safetyFolder,
  );
}
