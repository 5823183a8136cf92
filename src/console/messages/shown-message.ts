import { isErrorName, rowOf } from '../../common/errors/catalogue';
import type { FieldProblem, Problem } from '../../common/errors/problem';
import { viewer } from '../../i18n/viewer';
import { ERROR_TEXTS } from './error-texts';
import { formatMessage } from './format-message';
import { VALIDATION_TEXTS } from './validation-texts';

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
