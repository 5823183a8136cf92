import { getSchemaPath } from '@nestjs/swagger';
import type { DialectDefinition, ErrorRow, ErrorTable } from '../common/dialects/define-dialect';
import type { ProblemKind } from '../common/errors/problem';
import { DOCUMENTED_ERRORS } from '../common/openapi/answers.decorator';
import type { ErrorExamples, ErrorResponse } from './error-examples';
import { type Operation, type PlacedOperation, takesOnlyKeys } from './operations';

const REASONS: Readonly<Record<number, string>> = {
  400: 'The request is invalid.',
  401: 'The credential is missing or invalid.',
  403: 'The permission is missing.',
  404: 'Not found.',
  413: 'The body is larger than 1 MB, or 64 KB for calls of client programs.',
  415: 'The body is not JSON.',
  429: 'Too many requests. Retry after the seconds in Retry-After.',
  500: 'Internal server error.',
};

/** Adds the error responses that every route can return, and to each error response its schema and its examples. */
export function addErrorResponses(
  { method, operation }: PlacedOperation,
  errors: ErrorTable,
  { limits, unknownFields }: Pick<DialectDefinition, 'limits' | 'unknownFields'>,
  examples: ErrorExamples,
): void {
  const { responses } = operation;
  const kinds = kindsOf(operation, 'default' in limits);
  // Also an operation without input refuses what it gets.
  const usual = (unknownFields === 'refuse' ? ['invalid' as const, ...kinds] : kinds).map((kind) => errors.kinds[kind]);
  for (const { status } of usual) {
    responses[status] ??= { description: REASONS[status] ?? 'Error.' };
  }
  for (const [key, response] of Object.entries(responses)) {
    const status = Number(key);
    const hasBody = method !== 'head' && !isBodiless(status, errors);
    if (!response || '$ref' in response) {
      continue;
    }
    if (status >= 400 && hasBody) {
      const rows = [...declaredRows(status, response, errors), ...usual.filter((row) => row.status === status)];
      response.content = {
        'application/json': {
          schema: schemaOf(keyRows(status, operation, errors) ?? rows, errors),
          examples: examples.of(status, response, operation, errors),
        },
      };
    }
    (response as ErrorResponse)[DOCUMENTED_ERRORS] = undefined;
  }
}

/** The kinds of errors of any route with a credential, parameters or a body. */
function kindsOf(operation: Operation, isLimited: boolean): ProblemKind[] {
  const kinds: ProblemKind[] = ['internal'];
  if (isLimited) {
    kinds.push('too-many');
  }
  if (operation.security?.length) {
    // Failed authentication is rate-limited in every API.
    kinds.push('unauthenticated', 'refused', 'too-many');
  }
  if (operation.requestBody || operation.parameters?.length) {
    kinds.push('invalid');
  }
  if (operation.requestBody) {
    kinds.push('too-large', ...(takesAnyType(operation) ? [] : (['unsupported'] as const)));
  }
  if (operation.parameters?.some((parameter) => 'in' in parameter && parameter.in === 'path')) {
    kinds.push('not-found');
  }
  return kinds;
}

function takesAnyType({ requestBody }: Operation): boolean {
  return requestBody !== undefined && 'content' in requestBody && '*/*' in requestBody.content;
}

function isBodiless(status: number, { codes, kinds }: ErrorTable): boolean {
  const rows: ErrorRow[] = [...Object.values(codes), ...Object.values(kinds)].filter((row) => row.status === status);
  return rows.length > 0 && rows.every(({ schema }) => schema === null);
}

/** The rows of the errors that `@Answers` declares. */
function declaredRows(
  status: number,
  { [DOCUMENTED_ERRORS]: declared = [] }: ErrorResponse,
  { codes }: ErrorTable,
): ErrorRow[] {
  const names = declared.flatMap((error) => (typeof error === 'string' ? [error] : Object.keys(error)));
  return Object.entries(codes).flatMap(([code, row]) =>
    row.status === status && names.includes(row.code ?? code) ? [row] : [],
  );
}

/** A missing or invalid API key may have a body of its own. */
function keyRows(status: number, operation: Operation, { codes }: ErrorTable): ErrorRow[] | undefined {
  return status === 401 && codes.INVALID_API_KEY && takesOnlyKeys(operation) ? [codes.INVALID_API_KEY] : undefined;
}

function schemaOf(rows: readonly ErrorRow[], errors: ErrorTable): { oneOf: { $ref: string }[] } | { $ref: string } {
  const types = new Set(rows.map(({ schema }) => schema ?? errors.schema));
  const schemas = [...(types.size > 0 ? types : [errors.schema])].map((type) => ({ $ref: getSchemaPath(type) }));
  const [only, ...others] = schemas;
  return only && others.length === 0 ? only : { oneOf: schemas };
}
