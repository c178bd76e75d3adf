import type { Page, PageBlock } from './page';
import { printable } from './printable';

/** A page as plain text for a terminal; tables are aligned columns, changes are marked + ~ -. */
export function pageToText(page: Page): string {
  return [underlined(page.title, '='), ...page.blocks.map(blockToText)].join('\n\n') + '\n';
}

function blockToText(block: PageBlock): string {
  switch (block.kind) {
    case 'heading':
      return underlined(block.text, '-');
    case 'paragraph':
      return block.text;
    case 'facts': {
      const width = Math.max(...block.rows.map(([name]) => name.length));
      return block.rows.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n');
    }
    case 'list':
      return block.items.map((item) => `${block.tone === 'warning' ? '!' : '*'} ${printable(item)}`).join('\n');
    case 'table':
      return tableToText(block);
  }
}

/** Characters; a longer cell is written whole, and the cells behind it stand on a line of their own. */
const widestColumn = 60;

const marks = { added: '+', changed: '~', removed: '-', none: ' ' } as const;

function tableToText(block: Extract<PageBlock, { readonly kind: 'table' }>): string {
  const rows = [block.columns, ...block.rows.map((row) => row.cells.map(printable))];
  const widths = block.columns.map((_, column) =>
    Math.min(widestColumn, Math.max(...rows.map((row) => (row[column] ?? '').length))),
  );
  const line = (mark: string, cells: readonly string[]): string => {
    let text = mark;
    let end = mark.length + 1;
    for (const [column, cell] of cells.entries()) {
      if (cell !== '') {
        // What stands behind a cell that is too long goes on below it, in its own column.
        const indent = text.length - (text.lastIndexOf('\n') + 1);
        text += indent > end ? `\n${' '.repeat(end)}${cell}` : `${' '.repeat(end - indent)}${cell}`;
      }
      end += (widths[column] ?? 0) + 2;
    }
    return text.trimEnd();
  };
  return [
    block.caption,
    line(' ', block.columns),
    ...block.rows.map((row) => line(marks[row.change], row.cells.map(printable))),
  ].join('\n');
}

function underlined(text: string, rule: string): string {
  return `${printable(text)}\n${rule.repeat(Math.max(1, text.length))}`;
}
