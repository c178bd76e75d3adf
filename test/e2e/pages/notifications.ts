import type { Locator, Page } from 'playwright-core';

/** The toasts of the workbench: messages, and progress with Cancel. */
export class Notifications {
  constructor(private readonly page: Page) {}

  /** The newest toast that has the text and, where one is named, the button. */
  toast(text: string | RegExp, button?: string): Locator {
    const toasts = this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
    const has = button === undefined ? {} : { has: this.page.getByRole('button', { name: button, exact: true }) };
    return toasts.filter(has).first();
  }

  /** Waits for a toast and resolves with its whole text. */
  async waitFor(text: string | RegExp): Promise<string> {
    const toast = this.toast(text);
    await toast.waitFor();
    return (await toast.innerText()).replace(/\s+/g, ' ').trim();
  }

  /** Clicks a button of a toast. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text).getByRole('button', { name: button, exact: true }).click();
  }
}
