import { isErrorName, rowOf } from '../common/errors/catalogue';
import type { FieldProblem, Problem } from '../common/errors/problem';
import { textOf } from './texts';
import { viewer } from './viewer';

/** A message of the API as the console shows it. */
export interface ShownMessage {
  readonly text: string;
  /** For the element of a text that is not in the viewer's language. */
  readonly lang?: 'en';
  /** The text does not say which field it is about. */
  readonly isNameless?: boolean;
}

/** Describes an error in a field. */
export function messageOfField(problem: Omit<FieldProblem, 'field' | 'reason'>): ShownMessage {
  const { message, rule = '', params, isTranslated } = problem;
  if (isTranslated) {
    return { text: message };
  }
  const text = textOf('errors', rule, params);
  if (text !== undefined) {
    return { text, isNameless: isErrorName(rule) && rowOf(rule).message.startsWith('{field}') };
  }
  const ofRule = textOf('validation', rule, params);
  return ofRule === undefined ? inEnglish(message) : { text: ofRule, isNameless: true };
}

/** Why a request was refused as a whole. */
export function messageOfProblem({ message, rule = '', params, fields: [first] = [] }: Problem): ShownMessage {
  if (first?.isTranslated) {
    return { text: first.message };
  }
  const isOther = params === undefined && viewer().pageLanguage === 'en';
  const text = isOther ? undefined : textOf('errors', rule, params);
  return text === undefined ? inEnglish(message) : { text };
}

/** Messages of the API are sentences without a full stop. */
function inEnglish(message: string): ShownMessage {
  const text = `${message}.`;
  return viewer().pageLanguage === 'en' ? { text } : { text, lang: 'en' };
}
