import type { DialogModel, Drafts } from './dialog-model';
import type { Update } from '../license/updates';
import { element, webAddress } from './dom';
import type { DialogTexts } from './texts';

/** Set by the program, as attributes of the element. */
export interface ViewOptions {
  /** Whether the window offers a trial, and asks for an e-mail address. */
  readonly trial: 'none' | 'device' | 'email';
  /** Whether it looks for updates. */
  readonly updates: boolean;
  /** Used while the license names no address. */
  readonly buyUrl: string | null;
  readonly manageUrl: string | null;
}

export interface View extends ViewOptions {
  readonly model: DialogModel;
  readonly texts: DialogTexts;
  readonly language: string;
  readonly install: (update: Update) => void;
}

export type Part = HTMLElement | undefined;
type Look = 'primary' | '';
type Action = () => unknown;

export function paragraph(text: string, look = ''): HTMLElement {
  return element('p', { class: look }, text);
}

export function actions(...parts: readonly Part[]): HTMLElement {
  return element('div', { class: 'actions' }, ...parts);
}

/** @param name as screen readers say it; by default the text */
export function button({ model }: View, text: string, action: Action, look: Look = '', name = text): HTMLElement {
  return element(
    'button',
    {
      type: 'button',
      class: look,
      'aria-label': name === text ? undefined : name,
      // Disabled, it would lose the focus.
      'aria-disabled': model.isBusy ? 'true' : undefined,
      'data-focus': name,
      click: () => void action(),
    },
    text,
  );
}

export function submit({ model }: View, text: string, look: Look = 'primary'): HTMLElement {
  const attributes = { class: look, 'aria-disabled': model.isBusy ? 'true' : undefined, 'data-focus': text };
  return element('button', { type: 'submit', ...attributes }, text);
}

export function form(action: Action, ...parts: readonly Part[]): HTMLElement {
  const send = (event: Event): void => {
    event.preventDefault();
    void action();
  };
  // Messages about empty fields are ours, in the language of the window.
  return element('form', { novalidate: true, submit: send }, ...parts);
}

/** Another key is typed anew. */
export function otherKey(view: View): HTMLElement {
  const { model, texts } = view;
  return button(view, texts.otherKey, () => {
    model.drafts.key = '';
    model.go('key');
  });
}

export function checkAgain(view: View, look: Look = ''): HTMLElement {
  return button(view, view.texts.checkAgain, () => view.model.check(), look);
}

export function back(view: View): HTMLElement {
  return button(view, view.texts.back, () => view.model.go(undefined));
}

export function buyLink({ model, buyUrl }: View, text: string, look: Look = ''): Part {
  return link(model.state.upgradeUrl ?? buyUrl, text, look);
}

export function manageLink({ model, manageUrl }: View, text: string): Part {
  return link(model.state.manageUrl ?? manageUrl, text, '');
}

/** Undefined without an address that may be opened. */
function link(address: string | null, text: string, look: Look): Part {
  const href = webAddress(address);
  const attributes = {
    href,
    target: '_blank',
    rel: 'noopener noreferrer',
    class: `button ${look}`,
    'data-focus': text,
  };
  return href === undefined ? undefined : element('a', attributes, text);
}

/** A field of one line. */
export function field(
  { model, texts }: View,
  name: Exclude<keyof Drafts, 'file'>,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const input = element('input', {
    name,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-required': 'true',
    'aria-invalid': model.problem === undefined ? undefined : 'true',
    'data-focus': name,
    input: () => (model.drafts[name] = input.value),
    ...attributes,
  });
  input.value = model.drafts[name];
  return element('label', {}, name === 'key' ? texts.key : texts.trialEmail, input);
}

/** The license file, chosen or pasted: a chosen one fills the text. */
export function fileFields({ model, texts }: View): HTMLElement[] {
  const text = element('textarea', {
    name: 'file',
    rows: '4',
    spellcheck: 'false',
    'data-focus': 'file',
    input: () => (model.drafts.file = text.value),
  });
  text.value = model.drafts.file;
  const read = async (): Promise<void> => {
    text.value = (await chosen.files?.[0]?.text()) ?? '';
    model.drafts.file = text.value;
  };
  const chosen = element('input', { type: 'file', 'data-focus': 'chosen', change: () => void read() });
  return [element('label', {}, texts.offlineFile, chosen), element('label', {}, texts.offlineText, text)];
}

/** A code to carry elsewhere. */
export function codeField(view: View, name: string, code: string): HTMLElement {
  const { model, texts } = view;
  const shown = element('textarea', { readonly: true, rows: '3', class: 'code', 'data-focus': `code ${name}` });
  shown.value = code;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(code);
    model.say('copied');
  };
  // Without a clipboard, as on pages without TLS, the user copies what is selected.
  const select = (): void => {
    shown.focus();
    shown.select();
  };
  return element(
    'div',
    { class: 'content' },
    element('label', {}, name, shown),
    actions(button(view, texts.copy, () => copy().catch(select))),
  );
}
