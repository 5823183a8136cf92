import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieIn, setCookie } from '../common/http/cookies';

const COOKIE = 'keyward_language';
const YEAR_SECONDS = 365 * 24 * 3_600;
/** More than a browser sends. */
const MAX_HEADER = 500;

/** Languages of pages, e-mails and texts. */
export const LANGUAGES = ['en', 'de', 'zh'] as const;
/** Language of pages, e-mails and texts. */
export type Language = (typeof LANGUAGES)[number];

/** The form of dates and numbers in each language. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', zh: 'zh-CN' };

/** Codes of the languages of pages: those above, and those of files that were added. */
export const PAGE_LANGUAGES: string[] = [...LANGUAGES];

export function isOwnLanguage(code: string): code is Language {
  return LANGUAGES.some((language) => language === code);
}

/** Dates and numbers of an added language have the form that is usual for it. */
export function localeOf(code: string): string {
  return isOwnLanguage(code) ? LOCALES[code] : code;
}

/** The language that the user has chosen, or the first one of the browser that the console has. */
export function languageOf(request: FastifyRequest): string {
  const chosen = cookieIn(request, COOKIE);
  return PAGE_LANGUAGES.find((language) => language === chosen) ?? preferred(request.headers['accept-language']);
}

/** Remembers the language of pages in a cookie, for a year. */
export function setLanguage(request: FastifyRequest, reply: FastifyReply, language: string): void {
  setCookie(request, reply, COOKIE, language, { maxAge: YEAR_SECONDS });
}

function preferred(header = ''): string {
  const ranges = header.slice(0, MAX_HEADER).split(',').map(rangeOf);
  const [best] = ranges
    .flatMap(({ tag, quality }) =>
      PAGE_LANGUAGES.filter((one) => one === tag).map((language) => ({ language, quality })),
    )
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return best?.language ?? 'en';
}

/** `zh-Hans-CN;q=0.8` is the language `zh` with the quality 0.8. */
function rangeOf(range: string): { tag: string; quality: number } {
  const [tag = '', quality = 'q=1'] = range
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/);
  return { tag: tag.split('-', 1)[0] ?? '', quality: Number(quality.replace('q=', '')) || 0 };
}
