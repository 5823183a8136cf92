import type { FieldProblem, Problem, ProblemKind, ReachedLimit } from './problem';

/** A business error. Each dialect maps it to an HTTP status. */
export abstract class DomainError extends Error implements Problem {
  abstract readonly code: string;
  abstract readonly kind: ProblemKind;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfter?: number;
  readonly reached?: ReachedLimit;
  /** The transaction is committed anyway, because it contains the record of the failure. */
  readonly isRecorded: boolean = false;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A temporary failure: the same request may succeed later. */
export class Unavailable extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';

  constructor(
    message: string,
    override readonly retryAfter = 1,
  ) {
    super(message);
  }
}

/** The answer to a COMMIT was lost: the change may have taken effect. */
export class OutcomeUnknown extends DomainError {
  readonly code = 'OUTCOME_UNKNOWN';
  readonly kind = 'unavailable';
  override readonly retryAfter = 2;

  constructor(override readonly cause: unknown) {
    super('The connection to the database was lost during the commit: the change may have taken effect');
  }
}

/** A well-formed request with an invalid field. */
export class InvalidInput extends DomainError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';
  override readonly fields: readonly FieldProblem[];

  constructor(field: string, message: string, reason = 'invalid') {
    super(message);
    this.fields = [{ field, reason, message }];
  }
}

export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not-found';
  override readonly fields?: readonly FieldProblem[];

  /** @param field the field that names it; an id in the path is named by the error filter */
  constructor(what: string, field?: string) {
    super(`${what.charAt(0).toUpperCase()}${what.slice(1)} not found`);
    if (field !== undefined) {
      this.fields = [{ field, reason: 'unknown', message: this.message }];
    }
  }
}

/** A row that a field names does not exist. */
class UnknownReference extends DomainError {
  readonly code: string;
  readonly kind = 'not-found';
  override readonly fields: readonly FieldProblem[];

  constructor({ code, message }: DomainError, field: string) {
    super(message);
    this.code = code;
    this.fields = [{ field, reason: 'unknown', message }];
  }
}

/** Looks up a row that a field names; if it is not found, the error names the field. */
export async function referenced<T>(field: string, lookup: Promise<T>): Promise<T> {
  try {
    return await lookup;
  } catch (error) {
    const isNameless = error instanceof DomainError && error.kind === 'not-found' && !error.fields;
    throw isNameless ? new UnknownReference(error, field) : error;
  }
}

export class Conflict extends DomainError {
  readonly kind = 'conflict';

  constructor(
    message: string,
    readonly code: string = 'CONFLICT',
    override readonly fields?: readonly FieldProblem[],
  ) {
    super(message);
  }

  /** The value of this field must be unique and is already used. */
  static taken(field: string, message: string): Conflict {
    return new Conflict(message, 'CONFLICT', [{ field, reason: 'taken', message }]);
  }
}
