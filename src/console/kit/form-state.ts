import type { FormValues } from '../../common/http/form-fields';
import type { DomainError } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';

/** Texts by field, `field:reason` or error code that are shown instead of the messages of the API. */
export type FormMessages = Readonly<Record<string, string>>;

/** What a form shows: its values and, if it was refused, what is wrong with them. */
export class FormState {
  private constructor(
    private readonly values: FormValues,
    /** At most one for each field. */
    readonly problems: readonly FieldProblem[] = [],
    /** Why the form was refused as a whole. */
    readonly message?: string,
    /** Seconds to wait before the next try. */
    readonly retryAfter?: number,
  ) {}

  static empty(): FormState {
    return new FormState({});
  }

  static of(values: FormValues): FormState {
    return new FormState(values);
  }

  static refused(values: FormValues, error: DomainError, messages: FormMessages = {}): FormState {
    const byField = new Map<string, FieldProblem>();
    for (const problem of error.fields ?? []) {
      const { field, reason } = problem;
      const message = messages[`${field}:${reason}`] ?? messages[field] ?? sentence(problem.message);
      byField.set(problem.field, byField.get(problem.field) ?? { ...problem, message });
    }
    return new FormState(
      values,
      [...byField.values()],
      messages[error.code] ?? sentence(error.message),
      error.retryAfter,
    );
  }

  /** The text of a field, or of one of the fields of a list. */
  value(name: string, index = 0): string {
    // A body that is not a form may have values of any type.
    const field: unknown = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    const text: unknown = Array.isArray(field) ? field[index] : field;
    return typeof text === 'string' ? text : '';
  }

  problemOf(field: string): string | undefined {
    return this.problems.find((problem) => problem.field === field)?.message;
  }
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
