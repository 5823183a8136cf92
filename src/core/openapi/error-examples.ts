import type { OpenAPIObject } from '@nestjs/swagger';
import type { ErrorRow, ErrorTable } from '../common/dialects/define-dialect';
import type { Problem, ProblemKind } from '../common/errors/problem';
import { type DocumentedError, DOCUMENTED_ERRORS } from '../common/openapi/answers.decorator';
import { renderError } from '../common/errors/render-error';
import { ERROR_CODES, OTHER_ERRORS } from './error-codes';
import { invalidFieldOf } from './invalid-field';
import { type Operation, permissionsOf, takesOnlyKeys } from './operations';
import { problem } from '../common/errors/domain-error';

/** An error response with the errors that `@Answers` declares. */
export interface ErrorResponse {
  readonly description: string;
  [DOCUMENTED_ERRORS]?: readonly DocumentedError[];
}

type Examples = NonNullable<NonNullable<OpenAPIObject['components']>['examples']>;

const REQUEST_ID = '0199a5f4-7a3c-7b6e-9c1d-2f4b8e6a1c35';
const RESET_AT = new Date('2027-01-31T12:00:00.000Z');

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

/** Codes whose messages depend on the operation. */
const GENERAL = ['CONFLICT', 'IN_USE', 'NOT_FOUND'];

/** The best known of several errors with one answer comes first. */
const ERRORS: readonly Problem[] = [
  ...ERROR_CODES.filter(({ code, kind }) => code === 'SEATS_EXHAUSTED' || (code === 'REVOKED' && kind === 'refused')),
  ...ERROR_CODES.filter(({ code }) => code !== 'DISABLED'),
  ...OTHER_ERRORS,
  ...ERROR_CODES,
];

/** Examples of error responses, by the errors' codes. A document contains each of them once. */
export class ErrorExamples {
  readonly components: Examples = {};

  constructor(private readonly schemas: Readonly<Record<string, unknown>>) {}

  of(status: number, response: ErrorResponse, operation: Operation, errors: ErrorTable): Examples {
    const problems = this.problemsOf(status, response, operation, errors);
    return Object.fromEntries(
      problems.map((problem) => {
        const name = rowOf(problem, errors).code ?? problem.code;
        const value = renderError(problem, errors, REQUEST_ID).body;
        return [name, this.shared(name, { summary: problem.message, value })];
      }),
    );
  }

  private shared(name: string, example: Examples[string]): Examples[string] {
    const known = (this.components[name] ??= example);
    return JSON.stringify(known) === JSON.stringify(example) ? { $ref: `#/components/examples/${name}` } : example;
  }

  /** The declared problems, else the usual one of the status. */
  private problemsOf(status: number, response: ErrorResponse, operation: Operation, errors: ErrorTable): Problem[] {
    const { description, [DOCUMENTED_ERRORS]: documented = [] } = response;
    const named = documented.flatMap((error) => declared(error, status, errors));
    if (named.length > 0) {
      return named;
    }
    if (status === 401 && takesOnlyKeys(operation)) {
      return knownAs('INVALID_API_KEY', status, errors);
    }
    const kind = KINDS.find((one) => errors.kinds[one].status === status) ?? 'invalid';
    const codes = [USUAL[kind], 'BAD_REQUEST'];
    const code = codes.find((one) => rowOf({ code: one, kind }, errors).status === status) ?? USUAL[kind];
    const invalid = code === 'VALIDATION_ERROR' ? invalidFieldOf(operation, this.schemas) : {};
    const text = GENERAL.includes(code) ? { message: withoutStop(description) } : {};
    const lacking =
      code === 'FORBIDDEN' ? { message: problem('FORBIDDEN', { permission: permissionsOf(operation) }).message } : {};
    return [{ ...problemOf(code, kind), ...invalid, ...text, ...lacking }];
  }
}

function declared(error: DocumentedError, status: number, errors: ErrorTable): Problem[] {
  const messages = Object.entries(typeof error === 'string' ? { [error]: undefined } : error);
  return messages.map(([code, message]) => {
    const [known] = knownAs(code, status, errors);
    if (!known) {
      throw new Error(`No error of this API has the code ${code} and the status ${status}`);
    }
    return { ...known, message: message ?? known.message };
  });
}

/** @param code as the dialect spells it */
function knownAs(code: string, status: number, errors: ErrorTable): Problem[] {
  const known = ERRORS.find((error) => {
    const row = rowOf(error, errors);
    return row.status === status && (row.code ?? error.code) === code;
  });
  return known ? [{ ...problemOf(known.code, known.kind), message: known.message }] : [];
}

function problemOf(code: string, kind: ProblemKind): Problem {
  const message = ERRORS.find((error) => error.code === code && error.kind === kind)?.message ?? code;
  const limit = { retryAfter: 12, reached: { limit: 100, resetAt: RESET_AT } };
  return { code, kind, message, ...(kind === 'too-many' && limit) };
}

function withoutStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;
}

function rowOf({ code, kind }: Pick<Problem, 'code' | 'kind'>, { codes, kinds }: ErrorTable): ErrorRow {
  return codes[code] ?? kinds[kind];
}
