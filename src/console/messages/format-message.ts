import { IntlMessageFormat } from 'intl-messageformat';
import type { Params } from '../../common/errors/problem';
import { type Language, LOCALES } from '../../i18n/language';
import { viewer } from '../../i18n/viewer';

/** ICU messages by name. */
export type Messages = Readonly<Record<string, string>>;

// Parsing a message takes longer than formatting it a hundred times.
const parsed = new Map<string, IntlMessageFormat>();

/** A message in the viewer's language; undefined if there is none of this name. */
export function formatMessage(
  messages: Readonly<Record<Language, Messages>>,
  name: string,
  params?: Params,
): string | undefined {
  const { language } = viewer();
  const message = Object.hasOwn(messages[language], name) ? messages[language][name] : undefined;
  return message === undefined ? undefined : String(parsedMessage(message, LOCALES[language]).format(params));
}

function parsedMessage(message: string, locale: string): IntlMessageFormat {
  const key = `${locale} ${message}`;
  const format = parsed.get(key) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
  parsed.set(key, format);
  return format;
}
