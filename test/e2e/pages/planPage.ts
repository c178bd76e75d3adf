import type { Locator, Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** The page of a plan, in the editor in sight. */
export class PlanPage {
  private readonly page: Page;

  constructor(private readonly workbench: Workbench) {
    this.page = workbench.page;
  }

  /** Waits until the plan with that title is shown, and resolves with the page's whole text. */
  async waitFor(title: string | RegExp): Promise<string> {
    const heading = this.workbench.webview().getByRole('heading', { level: 1 }).filter({ hasText: title });
    await heading.waitFor();
    return this.workbench.webview().locator('body').innerText();
  }

  /** A button: Apply, Discard, Undo … */
  button(name: string): Locator {
    return this.workbench.webview().getByRole('button', { name });
  }

  /** What stands above the plan once something became of it. */
  status(): Locator {
    return this.workbench.webview().getByRole('status');
  }

  /** Applies the plan as the keyboard does. */
  async applyByKeyboard(): Promise<void> {
    await this.#press('Apply', 'ControlOrMeta+Enter');
  }

  /** Discards the plan as the keyboard does. */
  async discardByKeyboard(): Promise<void> {
    await this.#press('Discard', 'ControlOrMeta+Backspace');
  }

  async #press(button: string, key: string): Promise<void> {
    await this.button(button).focus();
    await this.page.keyboard.press(key);
  }
}
