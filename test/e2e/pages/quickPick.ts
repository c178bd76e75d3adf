import type { Locator, Page } from 'playwright-core';
import { exactly } from './text';

/** The input at the top of the workbench: a list to choose from, or a text to type. */
export class QuickPick {
  readonly widget: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget:visible');
    this.input = this.widget.locator('input.input');
  }

  /** The entries whose label is exactly this. */
  item(label: string): Locator {
    return this.widget
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) });
  }

  /** The labels of the entries in sight. */
  async labels(): Promise<string[]> {
    const labels = await this.widget.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts();
    return labels.map((label) => label.trim());
  }

  /** Types into the filter and chooses the entry with exactly this label. */
  async choose(label: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(label);
    await this.item(label).first().click();
  }

  /** Answers an input box. */
  async answer(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
    await this.page.keyboard.press('Enter');
  }
}
