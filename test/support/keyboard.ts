import type { Locator, Page } from 'playwright-core';

const MAX_TABS = 200;

type Role = Parameters<Page['getByRole']>[0];

/** Works with a page without a mouse, and counts the steps: what leads on, not what is typed or ticked on the way. */
export class Keyboard {
  steps = 0;

  constructor(private readonly page: Page) {}

  /** Opens the best hit of the search over the page. */
  async search(text: string, hit = text): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.type(text);
    await this.page.locator(`[role="listbox"][data-q="${text}"]`).waitFor();
    await this.page.getByRole('option', { name: hit, selected: true }).waitFor();
    await this.step('Enter');
  }

  /** Moves the focus there with Tab, and presses Enter. */
  async press(role: Role, name: string | RegExp): Promise<void> {
    await this.focus(this.page.getByRole(role, { name }).first());
    await this.step('Enter');
  }

  /** Opens a menu or a fold: what is in it was there before. */
  async open(target: Locator): Promise<void> {
    await this.focus(target);
    await this.page.keyboard.press('Enter');
  }

  /** Replaces the text of a field. */
  async type(label: string | RegExp, text: string): Promise<void> {
    await this.focus(this.page.getByLabel(label).first());
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  async tick(label: string | RegExp): Promise<void> {
    await this.focus(this.page.getByLabel(label).first());
    await this.page.keyboard.press('Space');
  }

  /** Chooses among radios: Tab leads to the chosen one, and the arrows to the others. */
  async choose(label: string | RegExp): Promise<void> {
    const target = this.page.getByLabel(label).first();
    const radios = this.page.locator(`input[name="${await target.getAttribute('name')}"]`);
    const checked = radios.and(this.page.locator(':checked'));
    await this.focus((await checked.count()) > 0 ? checked : radios.first());
    for (let moves = 0; moves < MAX_TABS && !(await target.isChecked()); moves++) {
      await this.page.keyboard.press('ArrowDown');
    }
  }

  async submit(): Promise<void> {
    await this.step('Enter');
  }

  /** Moves the focus there with Tab, also within a web component. */
  async focus(target: Locator): Promise<void> {
    await target.waitFor();
    for (let tabs = 0; tabs < MAX_TABS; tabs++) {
      if (await target.evaluate((element) => element.matches(':focus'))) {
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(target)}`);
  }

  private async step(key: string): Promise<void> {
    this.steps += 1;
    await this.page.keyboard.press(key);
  }
}
