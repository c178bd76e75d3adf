import { t } from '@vscode/l10n';
import type { CancellationTokenSource } from '../core/kernel/cancellation';
import type { HostServices } from '../services/composeServices';
import { printable } from '../text/printable';
import type { Terminal } from './terminal';
import { exitCodes } from './exitCodes';

/**
 * Ctrl+C: the first one cancels as VS Code's Cancel button does; the second one ends the process at once and names the
 * GPO whose state is then unknown, and its safety backup.
 */
export function handleInterruption(
  source: CancellationTokenSource,
  terminal: Terminal,
  services: Pick<HostServices, 'runningChange'>,
): void {
  let asked = false;
  process.on('SIGINT', () => {
    if (asked) {
      terminal.err(`\n${[t('Ended at once.'), ...unknownState(services)].join(' ')}\n`);
      process.exit(exitCodes.cancelled);
    }
    asked = true;
    source.cancel();
    terminal.err(`\n${t('Cancelling… (press Ctrl+C again to end at once)')}\n`);
  });
}

function unknownState(services: Pick<HostServices, 'runningChange'>): readonly string[] {
  const running = services.runningChange();
  if (running === undefined) return [];
  const { name, safetyBackup } = running;
  return [
    t('The state of "{0}" is unknown until the domain is opened again.', printable(name)),
    safetyBackup === undefined ? t('There is no safety backup of it.') : t('Its safety backup is {0}', safetyBackup),
  ];
}
