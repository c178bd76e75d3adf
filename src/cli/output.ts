import { t } from '@vscode/l10n';
import type { OperationSummary } from '../core/model/operation';
import { printable } from '../text/printable';
import { describeSummary } from '../text/summary';
import type { CommandContext } from './commandContext';
import { exitCodeOfSummary } from './exitCodes';

/** Prints one JSON document with `--json`, else the lines. */
export function printResult(
  context: CommandContext,
  options: { readonly json?: boolean },
  value: unknown,
  lines: () => readonly string[],
): void {
  if (options.json === true) context.terminal.out(`${JSON.stringify(value, undefined, 2)}\n`);
  else for (const line of lines()) context.terminal.out(`${line}\n`);
}

/** Prints an operation's end and sets the exit code. */
export function printSummary(
  context: CommandContext,
  options: { readonly json?: boolean },
  summary: OperationSummary,
): void {
  printResult(context, options, summary, () => {
    const { title, details } = describeSummary(summary);
    const wayBack = summary.undoId === undefined ? [] : [t('Undo with: {0}', `gpo undo ${summary.undoId}`)];
    const place = summary.backupSet === undefined ? [] : [t('Backups are in {0}', summary.backupSet)];
    return [title, ...details.map((line) => `  ${printable(line)}`), ...place, ...wayBack];
  });
  context.exit(exitCodeOfSummary(summary));
}

/** Rows as aligned columns, with a header. */
export function columns(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => printable(row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => printable(cell).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)];
}
