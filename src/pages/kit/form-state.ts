import { type DomainError, type FieldProblem, type FormValues, InvalidRequest } from '../../core/common';
import { messageOfField, messageOfProblem } from '../../core/i18n';

/** Texts by field, `field:reason` or error code that are shown instead of the messages of the API. */
export type FormMessages = Readonly<Record<string, string>>;

/** An error in a field with a text in the viewer's language. */
export function refusedField(field: string, message: string, reason = 'invalid'): InvalidRequest {
  return new InvalidRequest([{ field, reason, message, isTranslated: true }]);
}

/** The problem of a field, in the viewer's language. */
export interface ShownProblem extends FieldProblem {
  /** For the element of a text that is not in the viewer's language. */
  readonly lang?: 'en';
  /** The text does not say which field it is about. */
  readonly isNameless?: boolean;
}

/** The state of a form: its values and, if it was refused, their problems. */
export class FormState {
  private readonly labels = new Map<string, string>();

  private constructor(
    private readonly values: FormValues,
    /** At most one for each field. */
    readonly problems: readonly ShownProblem[] = [],
    /** Why the form was refused as a whole. */
    readonly message?: string,
    /** Seconds to wait before the next try. */
    readonly retryAfter?: number,
    /** For the element of a message that is not in the viewer's language. */
    readonly messageLang?: 'en',
  ) {}

  static empty(): FormState {
    return new FormState({});
  }

  static of(values: FormValues): FormState {
    return new FormState(values);
  }

  static refused(values: FormValues, error: DomainError, messages: FormMessages = {}): FormState {
    const byField = new Map<string, ShownProblem>();
    for (const problem of error.fields ?? []) {
      byField.set(problem.field, byField.get(problem.field) ?? shownProblem(problem, messages));
    }
    const own = messages[error.code];
    const { text, lang } = own === undefined ? messageOfProblem(error) : { text: own };
    return new FormState(values, [...byField.values()], text, error.retryAfter, lang);
  }

  /** Remembers the label of a field, which the summary of errors shows: a refused page is rendered twice. */
  setLabel(field: string, label: string): void {
    this.labels.set(field, label);
  }

  labelOf(field: string): string | undefined {
    return this.labels.get(field);
  }

  /** The text of a field, or of one of the fields of a list. */
  value(name: string, index = 0): string {
    // A body that is not a form may have values of any type.
    const field: unknown = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    const text: unknown = Array.isArray(field) ? field[index] : field;
    return typeof text === 'string' ? text : '';
  }

  /** The texts of a list. */
  list(name: string): readonly string[] {
    const field: unknown = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    return Array.isArray(field) ? (field as string[]) : [];
  }

  problemOf(field: string): string | undefined {
    return this.shownProblemOf(field)?.message;
  }

  shownProblemOf(field: string): ShownProblem | undefined {
    return this.problems.find((problem) => problem.field === field);
  }
}

function shownProblem(problem: FieldProblem, messages: FormMessages): ShownProblem {
  const { field, reason, isTranslated } = problem;
  const own = messages[`${field}:${reason}`] ?? (isTranslated ? undefined : messages[field]);
  if (own !== undefined) {
    return { ...problem, message: own };
  }
  const { text, lang, isNameless } = messageOfField(problem);
  return { ...problem, message: text, lang, isNameless };
}
