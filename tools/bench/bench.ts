/** A number that the product answers for. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'kB';
  /** What the same run measured for comparison, in the same unit. */
  readonly reference?: { readonly name: string; readonly value: number };
  readonly bar:
    | { readonly kind: 'below'; readonly limit: number }
    /** Not more than this many times the reference. */
    | { readonly kind: 'ratio'; readonly limit: number }
    /** Not more than this over the reference. */
    | { readonly kind: 'over-reference'; readonly limit: number };
}

/** Something to measure. */
export interface Bench {
  readonly name: string;
  run(folder: string): Promise<readonly Row[]>;
}

/** Whether a number keeps its bar. */
export function keepsBar({ value, reference, bar }: Row): boolean {
  switch (bar.kind) {
    case 'below':
      return value < bar.limit;
    case 'ratio':
      return reference !== undefined && value <= bar.limit * reference.value;
    case 'over-reference':
      return reference !== undefined && value - reference.value < bar.limit;
  }
}

/** The rows as a table of text. */
export function table(rows: readonly Row[]): string {
  const cells = [['what', 'value', 'reference', 'ratio', 'bar', ''], ...rows.map(cellsOf)];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(row: Row): string[] {
  const amount = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ${row.unit}`;
  const { reference, bar } = row;
  const bars = {
    below: `under ${bar.limit} ${row.unit}`,
    ratio: `at most ${bar.limit} times`,
    'over-reference': `under ${bar.limit} ${row.unit} more`,
  };
  return [
    row.name,
    amount(row.value),
    reference === undefined ? '' : `${amount(reference.value)} (${reference.name})`,
    reference === undefined || reference.value === 0 ? '' : (row.value / reference.value).toFixed(2),
    bars[bar.kind],
    keepsBar(row) ? 'ok' : 'MISSED',
  ];
}
