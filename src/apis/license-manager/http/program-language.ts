import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ReceivedRequest } from '../../../core/common';
import type { Params } from '../../../core/common/internal';
import { type Language, LANGUAGES, textOf } from '../../../core/i18n';
import { inLanguage } from '../../../core/i18n';
import { TRANSLATIONS } from './program-messages';

/** Headers with the language of a program, the current name first: a code such as `de_DE`, or an English name. */
const HEADERS = ['x-api-language', 'lb-lang'];
const NAMES = new Map<string, Language>([
  ['english', 'en'],
  ['german', 'de'],
  ['chinese', 'zh'],
]);

/** The message of the contract, or of a rule of ours, in the language of the program. */
export type Say = (message: string, of?: { readonly rule?: string; readonly params?: Params }) => string;

export const InProgramLanguage = createParamDecorator((_data: unknown, context: ExecutionContext): Say => {
  return sayTo(context.switchToHttp().getRequest<ReceivedRequest>());
});

export function sayTo({ headers }: Pick<ReceivedRequest, 'headers'>): Say {
  const language = languageIn(headers);
  return language === 'en'
    ? (message) => message
    : (message, { rule = '', params } = {}) =>
        TRANSLATIONS[message]?.[language] ??
        inLanguage(language, () => textOf('errors', rule, params) ?? textOf('validation', rule, params)) ??
        message;
}

/** English, in the contract's words, unless the header names another language that we have. */
function languageIn(headers: ReceivedRequest['headers']): Language {
  const sent = HEADERS.map((name) => headers[name]).find((value) => typeof value === 'string' && value.trim() !== '');
  const [word = ''] = String(sent ?? '')
    .trim()
    .toLowerCase()
    .split(/[^a-z]/);
  return LANGUAGES.find((language) => language === word) ?? NAMES.get(word) ?? 'en';
}
