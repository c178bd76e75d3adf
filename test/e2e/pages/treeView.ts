import type { Locator, Page } from 'playwright-core';
import { exactly } from './text';

/** A tree in the side bar, by the name of its view. */
export class TreeView {
  readonly pane: Locator;

  constructor(
    private readonly page: Page,
    name: string,
  ) {
    this.pane = page.locator('.pane').filter({ has: page.locator(`.pane-header[aria-label^="${name} Section"]`) });
  }

  /** The rows with exactly this label that are in sight; a tree has no others in its page. */
  row(label: string): Locator {
    return this.pane
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) });
  }

  /** The row with exactly this label and description. */
  rowDescribed(label: string, description: string): Locator {
    return this.row(label).filter({
      has: this.page.locator('.label-description', { hasText: exactly(description) }),
    });
  }

  /** Of rows those that are selected and have the focus, as one that a command has revealed. */
  revealed(row: Locator): Locator {
    return row.and(this.page.locator('.focused.selected'));
  }

  /** The labels of the rows in sight, from the top. */
  async labels(): Promise<string[]> {
    const rows = await this.pane.locator('.monaco-list-row').all();
    const placed = await Promise.all(
      rows.map(async (row) => ({
        index: Number(await row.getAttribute('data-index')),
        label: await row.locator('.label-name').first().innerText(),
      })),
    );
    return placed.toSorted((one, other) => one.index - other.index).map(({ label }) => label);
  }

  /** The view's message, as "Filter…" shows it. */
  message(): Locator {
    return this.pane.locator('.message');
  }

  /** Opens or closes the view itself. */
  async setOpen(open: boolean): Promise<void> {
    const header = this.pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) !== String(open)) await header.click();
  }

  /** Opens a row and waits until it is open. */
  async expand(label: string): Promise<void> {
    const row = this.row(label).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    await this.pane.locator('.monaco-list-row[aria-expanded="true"]').filter({ hasText: label }).first().waitFor();
  }

  /** Opens one row after the other, each a child of the one before. */
  async expandPath(...labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.expand(label);
  }

  /** Selects a row; with `also`, adds it to the selection. */
  async select(label: string, { also = false } = {}): Promise<void> {
    await this.row(label)
      .first()
      .click(also ? { modifiers: ['ControlOrMeta'] } : {});
  }

  /**
   * Drags one row onto another on the way that a hand takes: VS Code loses what is dropped before the extension host has
   * said what it is. It is dropped as soon as the tree shows that it would take it, as a row opens on which something rests.
   */
  async drag(label: string, onto: Locator): Promise<void> {
    const { mouse } = this.page;
    await this.row(label).first().hover();
    const target = await onto.first().boundingBox();
    if (target === null) throw new Error(`there is no row to drop "${label}" on`);
    const [x, y] = [target.x + target.width / 2, target.y + target.height / 2];
    await mouse.down();
    await mouse.move(x, y, { steps: 30 });
    await mouse.move(x + 1, y);
    await this.page.locator('.monaco-list-row.drop-target').first().waitFor();
    await mouse.up();
  }
}
