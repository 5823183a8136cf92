import type { Language } from './language';
import { viewer } from './viewer';

/**
 * The texts of some pages in every language. Texts with values are functions, so that each language has its own order
 * and plurals. Call the result where a page is made: `const t = TEXTS();`.
 */
export function defineTexts<T extends object>(texts: {
  readonly en: T;
  readonly de: NoInfer<T>;
  readonly zh: NoInfer<T>;
}): () => T {
  const byLanguage: Readonly<Record<Language, T>> = texts;
  return () => byLanguage[viewer().language];
}
