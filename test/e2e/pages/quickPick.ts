import type { Locator, Page } from 'playwright-core';
import { exactly } from './text';

/** The input at the top of the workbench: a list to choose from, or a text to type. */
export class QuickPick {
  readonly widget: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    // one that is inert fades away
    this.widget = page.locator('.quick-input-widget:visible:not([inert])');
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
    await this.take(this.item(label).first());
  }

  /** Chooses a command of the palette, which is open. */
  async chooseCommand(title: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(`>${title}`);
    await this.take(this.item(title).first());
  }

  /** Answers an input box. */
  async answer(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
    // a page that has just opened may have taken the focus
    await this.leave(() => this.input.press('Enter'));
  }

  /** Chooses the entry whose description is this. */
  async chooseDescribed(description: RegExp): Promise<void> {
    const described = this.page.locator('.label-description', { hasText: description });
    await this.take(this.widget.locator('.quick-input-list .monaco-list-row').filter({ has: described }));
  }

  /** Checks entries of a list of which several can be chosen, and goes on. */
  async check(...labels: readonly string[]): Promise<void> {
    await this.input.waitFor();
    for (const label of labels) {
      await this.input.fill(label);
      const row = this.item(label);
      if ((await row.getAttribute('aria-checked')) !== 'true') await row.locator('[role=checkbox]').click();
      await this.item(label).and(this.page.locator('[aria-checked=true]')).waitFor();
    }
    // the checkbox has the focus, and would take the key for itself
    await this.leave(() => this.input.press('Enter'));
  }

  /** Gives VS Code's own dialog, which a remote workbench has, the path of a file or folder. */
  async choosePath(path: string): Promise<void> {
    // It takes no path before it has read the folder in which it begins.
    await this.item('..').waitFor();
    await this.input.fill(path);
    await this.widget.locator('.quick-input-action .monaco-button').first().click();
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** The button that goes to the question before this one. */
  back(): Locator {
    return this.widget.locator('.quick-input-titlebar .action-label[aria-label^="Back"]');
  }

  /** Goes back to the question before this one. */
  async goBack(): Promise<void> {
    await this.take(this.back());
  }

  /** Clicks an answer, once the question that has it is there. */
  private async take(answer: Locator): Promise<void> {
    await answer.waitFor();
    await this.leave(() => answer.click());
  }

  /** Answers, and waits until this question is gone: the next one uses the same input, and would lose what is typed too early. */
  private async leave(answer: () => Promise<void>): Promise<void> {
    const question = await this.page.evaluate(questionInSight);
    await answer();
    // as text: it is run in the page
    await this.page.waitForFunction(`(${String(questionInSight)})() !== ${JSON.stringify(question)}`);
  }

  /** Waits until the text to be edited is this. */
  async hasValue(text: string): Promise<void> {
    await this.page.waitForFunction(([input, value]) => input instanceof HTMLInputElement && input.value === value, [
      await this.input.elementHandle(),
      text,
    ] as const);
  }
}

/** Everything by which the question in sight is known; empty when there is none. */
function questionInSight(): string {
  const widget = document.querySelector('.quick-input-widget');
  if (!(widget instanceof HTMLElement) || widget.style.display === 'none' || widget.inert) return '';
  const input = widget.querySelector('input.input');
  const texts = ['.quick-input-title', '.quick-input-message'].map((place) => widget.querySelector(place)?.textContent);
  return [...texts, input instanceof HTMLInputElement ? input.placeholder : ''].join('|');
}
