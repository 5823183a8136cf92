import { isErrorName, rowOf } from '../../common/errors/catalogue';
import type { FieldProblem, Problem, Params } from '../../common/errors/problem';
import { viewer } from '../../i18n/viewer';
import { ERROR_TEXTS } from './error-texts';
import { VALIDATION_TEXTS } from './validation-texts';
import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, LOCALES } from '../../i18n/language';

/** A message of the API as the console shows it. */
export interface ShownMessage {
  readonly text: string;
  /** For the element of a text that is not in the viewer's language. */
  readonly lang?: 'en';
  /** The text does not say which field it is about. */
  readonly isNameless?: boolean;
}

/** Describes an error in a field. */
export function messageOfField({ message, rule = '', params }: Omit<FieldProblem, 'field' | 'reason'>): ShownMessage {
  const text = formatMessage(ERROR_TEXTS, rule, params);
  if (text !== undefined) {
    return { text, isNameless: isErrorName(rule) && rowOf(rule).message.startsWith('{field}') };
  }
  const ofRule = formatMessage(VALIDATION_TEXTS, rule, params);
  return ofRule === undefined ? inEnglish(message) : { text: ofRule, isNameless: true };
}

/** Why a request was refused as a whole. */
export function messageOfProblem({ message, rule = '', params }: Problem): ShownMessage {
  const isOther = params === undefined && viewer().language === 'en';
  const text = isOther ? undefined : formatMessage(ERROR_TEXTS, rule, params);
  return text === undefined ? inEnglish(message) : { text };
}

function inEnglish(message: string): ShownMessage {
  const text = /[.!?]$/.test(message) ? message : `${message}.`;
  return viewer().language === 'en' ? { text } : { text, lang: 'en' };
}

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
