import { DE } from './texts.de';
import { EN, type DialogTexts } from './texts.en';
import { ZH } from './texts.zh';

export type { DialogTexts, TextName } from './texts.en';

const TEXTS: Readonly<Record<string, DialogTexts>> = { en: EN, de: DE, zh: ZH };

/** The texts of a language such as `de-AT`; English if there are none. */
export function textsOf(language: string, overrides: Partial<DialogTexts>): DialogTexts {
  const [name = ''] = language.toLowerCase().split(/[-_]/);
  return { ...EN, ...TEXTS[name], ...overrides };
}

/** Puts values in the place of their names in braces. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
