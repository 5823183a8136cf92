import type { ComponentChildren } from 'preact';
import { Messages, type PageName, type PageTexts } from './messages';
import { FORMATS, FORMATTERS } from './format';
import { localeOf } from './language';
import { viewer } from './viewer';

const messages = new Map<string, Messages>();

/** The texts of a page in the language of the viewer, and the words that all pages share: `const t = texts('customers');`. */
export function texts<Page extends PageName>(page: Page): PageTexts<Page> {
  return viewersMessages().page(page);
}

/** The text of a name that is not known beforehand, such as a code that was stored long ago. */
export function textFor<Texts extends object>(of: Texts, name: string): Texts[keyof Texts] | undefined {
  return Object.hasOwn(of, name) ? of[name as keyof Texts] : undefined;
}

/** The text of a page whose name and values come from data; undefined if there is none of this name. */
export function textOf(page: PageName, name: string, values?: object): string | undefined {
  return viewersMessages().text(page, name, values);
}

/** Like `textOf`, with elements among the values. */
export function elementsOf(page: PageName, name: string, values: object): ComponentChildren {
  return viewersMessages().elements(page, name, values);
}

function viewersMessages(): Messages {
  const { pageLanguage: language } = viewer();
  const known =
    messages.get(language) ??
    new Messages(language, { locale: localeOf(language), formats: FORMATS, formatters: FORMATTERS });
  messages.set(language, known);
  return known;
}
