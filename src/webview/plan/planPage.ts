import type { PlanAction, PlanPageState, ToPlanPage } from '../../shared/planMessages';
import type { Page, PageBlock, PageRow } from '../../text/page';
import { element } from '../report/element';

/** Rows of a table that are made at once; the rest follow when they are asked for. */
const rowsAtOnce = 500;

/** What is done next when somebody has read the plan. */
const changes: ReadonlySet<PlanAction['action']> = new Set(['apply', 'again']);

const isMac = navigator.userAgent.includes('Mac');

/** The page of a plan: what would happen, and what can be done about it. */
export class PlanPage {
  readonly #status = element('div', { class: 'status', role: 'status', 'aria-live': 'polite' });
  readonly #actions = element('div', { class: 'actions', role: 'group' });
  readonly #content = element('main');
  #shownPage = '';

  constructor(
    root: HTMLElement,
    private readonly act: (action: PlanAction['action']) => void,
  ) {
    root.replaceChildren(element('div', { class: 'bar' }, this.#actions, this.#status), this.#content);
  }

  /** Shows everything anew; the content only when it is another one, so that reading place and selection stay. */
  show({ page, state, actions }: ToPlanPage<Page>): void {
    this.#showState(state);
    this.#showActions(actions);
    const content = JSON.stringify(page);
    if (content === this.#shownPage) return;
    this.#shownPage = content;
    document.title = page.title;
    this.#content.replaceChildren(element('h1', {}, page.title), ...sections(page.blocks));
  }

  #showState(state: PlanPageState): void {
    this.#status.className = `status ${state.kind}`;
    this.#status.replaceChildren(
      ...(state.title === '' ? [] : [element('p', { class: 'status-title' }, state.title)]),
      ...(state.details.length === 0
        ? []
        : [element('ul', {}, ...state.details.map((line) => element('li', {}, line)))]),
    );
  }

  #showActions(actions: readonly PlanAction[]): void {
    const focused = this.#actions.contains(document.activeElement);
    this.#actions.replaceChildren(
      ...actions.map(({ action, label, key, disabled }, index) => {
        const button = element(
          'button',
          {
            type: 'button',
            class: index === 0 && changes.has(action) ? 'primary' : 'secondary',
            // a disabled button cannot be focused, and so its reason not be read
            'aria-disabled': disabled === undefined ? undefined : 'true',
            title: disabled,
            'aria-keyshortcuts': key === '' ? undefined : `${isMac ? 'Meta' : 'Control'}+${key}`,
          },
          label,
          ...(key === '' ? [] : [element('kbd', { 'aria-hidden': 'true' }, isMac ? `⌘${key}` : `Ctrl+${key}`)]),
        );
        button.addEventListener('click', () => {
          if (disabled === undefined) this.act(action);
        });
        return button;
      }),
    );
    const first = this.#actions.querySelector('button');
    if (focused) first?.focus();
  }
}

/** The blocks, each item of the plan with what belongs to it in a section of its own. */
function sections(blocks: readonly PageBlock[]): Node[] {
  const made: Node[] = [];
  let section: HTMLElement | undefined;
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading' && block.level <= 2) {
      const id = `section-${index}`;
      section = element('section', { 'aria-labelledby': id }, element('h2', { id }, block.text));
      made.push(section);
    } else if (section === undefined) made.push(blockElement(block));
    else section.append(blockElement(block));
  }
  return made;
}

function blockElement(block: PageBlock): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return element('h3', {}, block.text);
    case 'paragraph':
      return element('p', {}, block.text);
    case 'facts':
      return element(
        'dl',
        {},
        ...block.rows.map(([name, value]) =>
          element('div', { class: 'fact' }, element('dt', {}, name), element('dd', {}, value)),
        ),
      );
    case 'list':
      return element('ul', { class: block.tone }, ...block.items.map((item) => element('li', {}, item)));
    case 'table':
      return tableElement(block);
  }
}

function tableElement(block: Extract<PageBlock, { readonly kind: 'table' }>): HTMLElement {
  const body = element('tbody');
  const head = element('tr', {}, ...block.columns.map((column) => element('th', { scope: 'col' }, column)));
  const table = element('table', { 'aria-rowcount': block.rows.length + 1 }, element('thead', {}, head), body);
  const count = element('span', { class: 'count' }, String(block.rows.length));
  const details = element(
    'details',
    { open: block.rows.length <= rowsAtOnce },
    element('summary', {}, element('h3', {}, block.caption), ' ', count),
    element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': block.caption }, table),
  );
  const more = element('button', { type: 'button', class: 'more' });
  let made = 0;
  const addRows = (): void => {
    const next = block.rows.slice(made, made + rowsAtOnce);
    body.append(...next.map((row, index) => rowElement(row, made + index + 2)));
    made += next.length;
    more.hidden = made >= block.rows.length;
    more.textContent = `${made} / ${block.rows.length} …`;
  };
  more.addEventListener('click', addRows);
  // nothing is made of a table that nobody looks at
  const begin = (): void => {
    if (details.open && made === 0) addRows();
  };
  details.addEventListener('toggle', begin);
  begin();
  details.append(more);
  return details;
}

function rowElement(row: PageRow, index: number): HTMLTableRowElement {
  return element(
    'tr',
    { class: row.change, 'aria-rowindex': index },
    ...row.cells.map((cell, column) =>
      column === 0 && row.change !== 'none'
        ? element('td', {}, element('span', { class: 'mark', 'aria-hidden': 'true' }, marks[row.change]), cell)
        : element('td', {}, ...breakable(cell)),
    ),
  );
}

/** The text with places where a path may go on in the next line: behind each separator. */
function breakable(text: string): (Node | string)[] {
  return text.split(/(?<=[\\/])/).flatMap((part, index) => (index === 0 ? [part] : [element('wbr'), part]));
}

const marks = { added: '+', changed: '~', removed: '−' } as const;
