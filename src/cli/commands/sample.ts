import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { PolicyError } from '../../core/kernel/errors';
import type { CommandContext } from '../commandContext';
import { printResult } from '../output';
import { withProgress } from '../progress';

/** `gpo sample DIR`: the sample domain in a folder. */
export function addSample(program: Command, context: CommandContext): void {
  program
    .command('sample')
    .argument('<dir>', t('an empty or new folder'))
    .description(t('create a sample domain in a folder'))
    .option('--gpos <n>', t('how many GPOs, to try a large domain'))
    .option('--json', t('print one JSON document on standard output'))
    .option('--progress <form>', t('json: progress as NDJSON on standard error'))
    .action(async (dir: string, options: { gpos?: string; json?: boolean; progress?: string }) => {
      const folder = context.absolutePath(dir);
      const gpos = options.gpos === undefined ? undefined : countOf(options.gpos);
      const address = await withProgress(context, options, (run) =>
        context.services.createSample(gpos === undefined ? { folder } : { folder, gpos }, run),
      );
      printResult(context, options, { address, folder }, () => [
        t('Created a sample domain in {0}', folder),
        t('Look at it with: {0}', `gpo list --domain ${JSON.stringify(dir)}`),
      ]);
    });
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100_000)
    throw new PolicyError('wrong-use', { detail: t('--gpos takes a whole number from 1 to 100000, not "{0}".', text) });
  return count;
}
