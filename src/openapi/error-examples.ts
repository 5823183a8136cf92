import type { OpenAPIObject } from '@nestjs/swagger';
import type { ErrorRow, ErrorTable } from '../common/dialects/define-dialect';
import type { Problem, ProblemKind } from '../common/errors/problem';
import { renderError } from '../common/errors/render-error';
import { ERROR_CODES, OTHER_ERRORS } from './error-codes';
import { type Operation, takesOnlyKeys } from './operations';

type Examples = NonNullable<NonNullable<OpenAPIObject['components']>['examples']>;

const REQUEST_ID = '0199a5f4-7a3c-7b6e-9c1d-2f4b8e6a1c35';
const RESET_AT = new Date('2027-01-31T12:00:00.000Z');
const CODE = /\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*\b/g;

/** The usual code of a kind. */
const USUAL: Readonly<Record<ProblemKind, string>> = {
  invalid: 'VALIDATION_ERROR',
  unprocessable: 'VALIDATION_ERROR',
  unauthenticated: 'UNAUTHENTICATED',
  refused: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  'method-not-allowed': 'METHOD_NOT_ALLOWED',
  conflict: 'CONFLICT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  unsupported: 'UNSUPPORTED_MEDIA_TYPE',
  'too-many': 'RATE_LIMIT_EXCEEDED',
  internal: 'INTERNAL_ERROR',
  unavailable: 'UNAVAILABLE',
};

const KINDS = Object.keys(USUAL) as ProblemKind[];

/** Examples of error responses, by the errors' codes. A document contains each of them once. */
export class ErrorExamples {
  readonly components: Examples = {};

  of(status: number, description: string, operation: Operation, errors: ErrorTable): Examples {
    const problems = problemsOf(status, description, operation, errors);
    return Object.fromEntries(
      problems.map((problem) => {
        const value = renderError(problem, errors, REQUEST_ID).body;
        return [problem.code, this.shared(problem.code, { summary: problem.message, value })];
      }),
    );
  }

  private shared(name: string, example: Examples[string]): Examples[string] {
    const known = (this.components[name] ??= example);
    return JSON.stringify(known) === JSON.stringify(example) ? { $ref: `#/components/examples/${name}` } : example;
  }
}

/** The problems that the description names by their codes, else the usual one of the status. */
function problemsOf(status: number, description: string, operation: Operation, errors: ErrorTable): Problem[] {
  const named = (description.match(CODE) ?? []).flatMap((code) => problemsNamed(code, status, errors));
  if (named.length > 0) {
    return named;
  }
  if (description.includes('Idempotency-Key')) {
    return problemsNamed(status === 409 ? 'IDEMPOTENCY_KEY_IN_USE' : 'IDEMPOTENCY_KEY_REUSED', status, errors);
  }
  if (status === 401 && takesOnlyKeys(operation)) {
    return problemsNamed('INVALID_API_KEY', status, errors);
  }
  const kind = KINDS.find((one) => errors.kinds[one].status === status) ?? 'invalid';
  const code = [USUAL[kind], 'BAD_REQUEST'].find((one) => rowOf(one, kind, errors).status === status) ?? USUAL[kind];
  const text = status === 409 || status === 404 ? description.replace(/\.$/, '') : undefined;
  const problem = problemOf(code, kind, text);
  return [code === 'VALIDATION_ERROR' ? { ...problem, ...lengthOf(fieldOf(operation)) } : problem];
}

function rowOf(code: string, kind: ProblemKind, { codes, kinds }: ErrorTable): ErrorRow {
  return codes[code] ?? kinds[kind];
}

const ERRORS: readonly Problem[] = [...ERROR_CODES, ...OTHER_ERRORS];

/** @param code as the dialect spells it */
function problemsNamed(code: string, status: number, errors: ErrorTable): Problem[] {
  const known = ERRORS.find((error) => {
    const row = rowOf(error.code, error.kind, errors);
    return row.status === status && (row.code ?? error.code) === code;
  });
  return known ? [problemOf(known.code, known.kind, known.message)] : [];
}

function problemOf(code: string, kind: ProblemKind, text?: string): Problem {
  const message = text ?? ERRORS.find((error) => error.code === code)?.message ?? code;
  const limit = { retryAfter: 12, reached: { limit: 100, resetAt: RESET_AT } };
  return { code, kind, message, ...(kind === 'too-many' && limit) };
}

function lengthOf(field: string): Pick<Problem, 'message' | 'fields'> {
  const message = `${field} must have 1 to 255 characters`;
  return { message, fields: [{ field, reason: 'is_length', message }] };
}

function fieldOf({ parameters = [], requestBody }: Operation): string {
  const [parameter] = parameters.flatMap((one) => ('name' in one && one.in !== 'header' ? [one.name] : []));
  return requestBody || parameter === undefined ? 'name' : parameter;
}
