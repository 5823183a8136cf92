import { element } from './dom';
import { styles } from './styles';

/** Contents of the frame. */
export interface Framed {
  readonly language: string;
  readonly product: string;
  readonly title: string;
  readonly closeText: string;
  readonly content: readonly (HTMLElement | undefined)[];
  readonly problem: string;
  readonly status: string;
  readonly isOtherScreen: boolean;
}

/** A box with a heading, messages and a screen, in the shadow of the element. It keeps the focus where it was. */
export class Frame {
  readonly box: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #product = element('p', { class: 'product' });
  readonly #heading = element('h2', { id: 'title', tabindex: '-1' });
  readonly #close: HTMLButtonElement;
  readonly #content = element('div', { class: 'content' });
  // These are there before their texts, so that screen readers say them.
  readonly #problem = element('p', { class: 'problem', role: 'alert' });
  readonly #status = element('p', { class: 'status muted', role: 'status' });

  constructor(root: ShadowRoot, isInline: boolean, closed: () => void) {
    this.#root = root;
    root.adoptedStyleSheets = [styles()];
    this.#close = element('button', { type: 'button', class: 'close', click: () => this.close() }, '×');
    const head = element('div', { class: 'head' }, element('div', {}, this.#product, this.#heading), this.#close);
    this.#close.hidden = isInline;
    this.box = element(
      isInline ? 'section' : 'dialog',
      { class: 'window', 'aria-labelledby': 'title', close: closed },
      head,
      this.#content,
      this.#problem,
      this.#status,
    );
    root.replaceChildren(this.box);
  }

  open(): void {
    if (this.box instanceof HTMLDialogElement && !this.box.open) {
      this.box.showModal();
      (this.#content.querySelector('input') ?? this.#heading).focus();
    }
  }

  close(): void {
    if (this.box instanceof HTMLDialogElement) {
      this.box.close();
    }
  }

  show({ language, product, title, closeText, content, problem, status, isOtherScreen }: Framed): void {
    const { activeElement } = this.#root;
    const focused = activeElement?.getAttribute('data-focus');
    const hadFocus = this.#content.contains(activeElement);
    this.box.lang = language;
    this.#product.textContent = product;
    this.#heading.textContent = title;
    this.#close.setAttribute('aria-label', closeText);
    this.#content.replaceChildren(...content.filter((part) => part !== undefined));
    this.#problem.textContent = problem;
    this.#status.textContent = status;
    if (hadFocus) {
      const same = [...this.#content.querySelectorAll<HTMLElement>('[data-focus]')].find(
        ({ dataset }) => dataset.focus === focused,
      );
      (isOtherScreen ? this.#heading : (same ?? this.#heading)).focus();
    }
  }
}
