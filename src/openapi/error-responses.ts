import type { Type } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';
import type { ErrorRow, ErrorTable } from '../common/dialects/define-dialect';
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
  isLimited: boolean,
  examples: ErrorExamples,
): void {
  const { responses } = operation;
  for (const kind of kindsOf(operation, isLimited)) {
    const { status } = errors.kinds[kind];
    responses[status] ??= { description: REASONS[status] ?? 'Error.' };
  }
  for (const [key, response] of Object.entries(responses)) {
    const status = Number(key);
    const hasBody = method !== 'head' && !isBodiless(status, errors);
    if (!response || '$ref' in response) {
      continue;
    }
    if (status >= 400 && hasBody) {
      const schema = { $ref: getSchemaPath(schemaOf(status, operation, errors)) };
      response.content = {
        'application/json': { schema, examples: examples.of(status, response, operation, errors) },
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
    kinds.push('too-large', 'unsupported');
  }
  if (operation.parameters?.some((parameter) => 'in' in parameter && parameter.in === 'path')) {
    kinds.push('not-found');
  }
  return kinds;
}

function isBodiless(status: number, { codes, kinds }: ErrorTable): boolean {
  const rows: ErrorRow[] = [...Object.values(codes), ...Object.values(kinds)].filter((row) => row.status === status);
  return rows.length > 0 && rows.every(({ schema }) => schema === null);
}

function schemaOf(status: number, operation: Operation, errors: ErrorTable): Type<unknown> {
  const row = status === 401 && takesOnlyKeys(operation) ? errors.codes.INVALID_API_KEY : undefined;
  return row?.schema ?? errors.schema;
}
