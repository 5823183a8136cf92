import type { ValidationOptions } from 'class-validator';
import type { Params } from '../errors/problem';

/** Describes a validator for those who translate its message. */
export interface Rule {
  /** Name of the rule, if the validator's own is shared with other rules, as `matches` is. */
  readonly rule?: string;
  /** Parameters of the message, which may depend on the rejected value. */
  readonly params?: Params | ((value: unknown) => Params);
  /** The message is in the language of the API. */
  readonly isTranslated?: boolean;
}

/** Options of a class-validator decorator: the name and the parameters of the rule, by which its error is translated. */
export function asRule(context: Rule): ValidationOptions {
  return { context };
}
