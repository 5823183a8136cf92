import type { FieldProblem, Problem, ProblemKind, ReachedLimit } from './problem';

/** A refusal by the rules of the house. Which HTTP status it becomes is for each door to say. */
export abstract class DomainError extends Error implements Problem {
  abstract readonly code: string;
  abstract readonly kind: ProblemKind;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfter?: number;
  readonly reached?: ReachedLimit;
  /** The transaction that it ends is kept, because what was written in it is the record of the refusal. */
  readonly isRecorded: boolean = false;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** Nothing is wrong with the request: it may well succeed in a moment. */
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

/** A request whose form is right but whose content makes no sense: names the field. */
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

  constructor(what: string) {
    super(`There is no such ${what}`);
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

  /** Another row has the value of this field already. */
  static taken(field: string, message: string): Conflict {
    return new Conflict(message, 'CONFLICT', [{ field, reason: 'taken', message }]);
  }
}
