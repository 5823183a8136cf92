import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../i18n/language';
import type { MailKindName } from './mail-kinds';
import type { MailText } from './render-mail';

interface StoredText {
  readonly subject: string;
  /** Lines. */
  readonly body: readonly string[];
}

const texts = new Map<Language, Readonly<Record<string, MailText>>>();

/** The text that Keyward has for a kind of e-mail. */
export function usualText(kind: MailKindName, language: Language): MailText {
  const known = texts.get(language) ?? read(language);
  texts.set(language, known);
  const text = known[kind];
  if (!text) {
    throw new Error(`There is no text of ${kind} in ${language}`);
  }
  return text;
}

function read(language: Language): Readonly<Record<string, MailText>> {
  const stored = JSON.parse(readFileSync(join(__dirname, 'texts', `${language}.json`), 'utf8')) as Record<
    string,
    StoredText
  >;
  return Object.fromEntries(
    Object.entries(stored).map(([kind, { subject, body }]) => [kind, { subject, body: body.join('\n') }]),
  );
}
