import type { FieldProblem, Problem } from '../../common/errors/problem';
import { viewer } from '../kit/viewer';
import { CODE_TEXTS } from './code-texts';
import { formatMessage } from './format-message';
import { textByRule } from './message-rule';
import { REFUSAL_RULES } from './refusal-rules';
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
export function messageOfField({ message, rule, params }: Omit<FieldProblem, 'field' | 'reason'>): ShownMessage {
  const text = rule === undefined ? undefined : formatMessage(VALIDATION_TEXTS, rule, params);
  if (text !== undefined) {
    return { text, isNameless: true };
  }
  const refusal = textByRule(REFUSAL_RULES, message);
  return refusal === undefined ? inEnglish(message) : { text: refusal };
}

/** Why a request was refused as a whole. */
export function messageOfProblem({ code, message }: Pick<Problem, 'code' | 'message'>): ShownMessage {
  const { language } = viewer();
  const text = textByRule(REFUSAL_RULES, message);
  if (text !== undefined) {
    return { text };
  }
  const known = language === 'en' || !Object.hasOwn(CODE_TEXTS, code) ? undefined : CODE_TEXTS[code]?.[language];
  return known === undefined ? inEnglish(message) : { text: known };
}

function inEnglish(message: string): ShownMessage {
  const text = /[.!?]$/.test(message) ? message : `${message}.`;
  return viewer().language === 'en' ? { text } : { text, lang: 'en' };
}
