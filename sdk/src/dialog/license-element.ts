import type { Update } from '../license/updates';
import type { DialogDevices, DialogLicense } from './dialog-license';
import { DialogModel, type Screen } from './dialog-model';
import { Frame } from './frame';
import { type DialogTexts, textsOf } from './texts';
import type { View } from './view-parts';
import { problemText, shown } from './views';

const ATTRIBUTES = ['lang', 'inline', 'trial', 'updates', 'product', 'buy-url', 'manage-url'];

/**
 * The license window, `<keyward-license>`. Give it the `license`: `open()` shows it in a modal window, the attribute `inline` in the
 * page. Events: `licensed` when the license has become usable, `close`, and `update` with the update that the user wants as `detail`.
 */
export class KeywardLicenseElement extends elementClass() {
  static readonly observedAttributes = ATTRIBUTES;

  #license: DialogLicense | undefined;
  #model: DialogModel | undefined;
  #devices: DialogDevices | undefined;
  #texts: Partial<DialogTexts> = {};
  #frame: Frame | undefined;
  #screen: Screen | undefined;
  #wasUsable = false;

  /** The license that `openLicense` or `licenseOver` resolves to. */
  get license(): DialogLicense | undefined {
    return this.#license;
  }

  set license(license: DialogLicense | undefined) {
    this.#model?.end();
    this.#license = license;
    this.#wasUsable = license?.state.usable ?? false;
    this.#model = license && new DialogModel(license, () => this.#changed());
    this.#render();
  }

  /** Lists and releases devices; without it, the window links to the page where the user does so. */
  get devices(): DialogDevices | undefined {
    return this.#devices;
  }

  set devices(devices: DialogDevices | undefined) {
    this.#devices = devices;
    this.#render();
  }

  /** Texts that replace those of the window. */
  get texts(): Partial<DialogTexts> {
    return this.#texts;
  }

  set texts(texts: Partial<DialogTexts>) {
    this.#texts = texts;
    this.#render();
  }

  connectedCallback(): void {
    this.#render();
  }

  attributeChangedCallback(name: string): void {
    if (name === 'inline') {
      this.#frame = undefined;
    }
    this.#render();
  }

  /** Shows the modal window. */
  open(): void {
    this.#render();
    this.#frame?.open();
  }

  close(): void {
    this.#frame?.close();
  }

  #changed(): void {
    this.#render();
    const isUsable = this.#license?.state.usable ?? false;
    if (isUsable !== this.#wasUsable) {
      this.#wasUsable = isUsable;
      if (isUsable) {
        this.dispatchEvent(new CustomEvent('licensed'));
      }
    }
  }

  #render(): void {
    const model = this.#model;
    if (model === undefined || !this.isConnected) {
      return;
    }
    model.devices = this.#devices;
    const { isBusy, screen, hint } = model;
    const view = this.#view(model);
    const { texts, language } = view;
    this.#frame ??= this.#newFrame();
    this.#frame.show({
      ...shown(view),
      language,
      product: this.getAttribute('product') ?? '',
      closeText: texts.close,
      problem: problemText(view),
      status: isBusy ? texts.working : hint ? texts[hint] : '',
      isOtherScreen: this.#screen !== screen,
    });
    this.#screen = screen;
  }

  #view(model: DialogModel): View {
    const language = this.closest<HTMLElement>('[lang]')?.lang || navigator.language;
    const trial = this.getAttribute('trial');
    return {
      model,
      texts: textsOf(language, this.#texts),
      language,
      trial: trial === null ? 'none' : trial === 'email' ? 'email' : 'device',
      updates: this.hasAttribute('updates'),
      buyUrl: this.getAttribute('buy-url'),
      manageUrl: this.getAttribute('manage-url'),
      install: (update: Update) => this.dispatchEvent(new CustomEvent('update', { detail: update })),
    };
  }

  #newFrame(): Frame {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    return new Frame(root, this.hasAttribute('inline'), () => this.dispatchEvent(new CustomEvent('close')));
  }
}

/** Without a browser, as where pages are rendered on a server, the module can be imported, and does nothing. */
function elementClass(): typeof HTMLElement {
  const { HTMLElement: known = Object } = globalThis as { readonly HTMLElement?: unknown };
  return known as typeof HTMLElement;
}
