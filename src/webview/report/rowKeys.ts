/** What keys do to the row that has the focus. */
export interface RowActions {
  toggleDetails(section: number, row: number): void;
  copy(section: number, row: number): void;
}

/** Arrow keys go from row to row, Enter opens details, Ctrl+C copies the row where no text is selected. */
export function listenToRowKeys(area: HTMLElement, actions: RowActions): void {
  area.addEventListener('keydown', (event) => {
    const line = event.target instanceof HTMLTableRowElement ? event.target : undefined;
    if (line === undefined) return;
    const section = Number(line.closest<HTMLElement>('[data-section]')?.dataset['section']);
    const row = Number(line.dataset['row']);
    switch (event.key) {
      case 'ArrowDown':
        moveTo(event, neighbour(line, 'nextElementSibling', 'firstElementChild'));
        return;
      case 'ArrowUp':
        moveTo(event, neighbour(line, 'previousElementSibling', 'lastElementChild'));
        return;
      case 'Enter':
      case ' ':
        event.preventDefault();
        actions.toggleDetails(section, row);
        return;
      case 'c':
        if ((event.ctrlKey || event.metaKey) && document.getSelection()?.isCollapsed !== false)
          actions.copy(section, row);
        return;
      default:
    }
  });
}

function moveTo(event: KeyboardEvent, line: HTMLTableRowElement | undefined): void {
  event.preventDefault();
  if (line === undefined) return;
  if (event.target instanceof HTMLElement) event.target.tabIndex = -1;
  line.tabIndex = 0;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: 'nearest' });
}

/** The next row with data in one direction, over the border of a table's body too. */
function neighbour(
  line: HTMLTableRowElement,
  direction: 'nextElementSibling' | 'previousElementSibling',
  edge: 'firstElementChild' | 'lastElementChild',
): HTMLTableRowElement | undefined {
  for (let next: Element | null = line[direction]; next !== null; next = next[direction])
    if (next instanceof HTMLTableRowElement && next.dataset['row'] !== undefined) return next;
  const first = line.parentElement?.[direction]?.[edge];
  if (!(first instanceof HTMLTableRowElement)) return undefined;
  return first.dataset['row'] === undefined ? neighbour(first, direction, edge) : first;
}
