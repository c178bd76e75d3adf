import { t } from '@vscode/l10n';
import type { OperationProgress } from '../core/model/operation';
import type { RunContext } from '../core/ports/runContext';
import type { CommandContext, ProgressReporter } from './commandContext';

/** Runs `work` with the progress form that the options and the terminal ask for. */
export async function withProgress<T>(
  context: CommandContext,
  options: { readonly progress?: string },
  work: (run: RunContext<OperationProgress>) => Promise<T>,
): Promise<T> {
  const reporter = createReporter(context, options.progress);
  try {
    return await work({
      token: context.token,
      progress: (progress) => {
        reporter.report(progress);
      },
    });
  } finally {
    reporter.end();
  }
}

function createReporter(context: CommandContext, form: string | undefined): ProgressReporter {
  if (form === 'json')
    return {
      report: (progress) => {
        context.terminal.err(`${JSON.stringify({ type: 'progress', ...progress })}\n`);
      },
      end: () => undefined,
    };
  return context.terminal.isInteractive ? progressBar(context) : { report: () => undefined, end: () => undefined };
}

const barWidth = 30;

function progressBar(context: CommandContext): ProgressReporter {
  let shown = '';
  return {
    report: (progress) => {
      const filled = Math.round(progress.fraction * barWidth);
      const bar = `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}]`;
      const cancelling = context.token.isCancellationRequested ? `${t('Cancelling…')} ` : '';
      const line = `${bar} ${String(Math.floor(progress.fraction * 100)).padStart(3)} % ${cancelling}${progress.current}`;
      const fitted = line.slice(0, Math.max(20, context.terminal.columns - 1));
      if (fitted === shown) return;
      shown = fitted;
      context.terminal.err(`\r\u001b[K${fitted}`);
    },
    end: () => {
      if (shown !== '') context.terminal.err('\r\u001b[K');
    },
  };
}
