import { HttpException } from '@nestjs/common';
import { type ErrorName, rowOf } from './catalogue';
import { DomainError, problem } from './domain-error';
import type { Problem } from './problem';

/** The errors of the framework by status. */
const ERROR_BY_STATUS: Readonly<Record<number, ErrorName>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'ROUTE_FORBIDDEN',
  404: 'PATH_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'BAD_REQUEST',
  408: 'BAD_REQUEST',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'BAD_REQUEST',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE',
  429: 'RATE_LIMIT_EXCEEDED',
  503: 'UNAVAILABLE',
};

const INTERNAL_ERROR = problem('INTERNAL_ERROR');
const DATABASE_AWAY = problem('UNAVAILABLE');

/** Not received by the client, only logged. */
export const CONNECTION_CLOSED = problem('CONNECTION_CLOSED');

/**
 * Converts any error: domain errors unchanged, framework errors by status, and all others to an internal error without details.
 * @param isDatabaseAway whether the error means that the database is temporarily unavailable
 */
export function toProblem(error: unknown, isDatabaseAway: (error: unknown) => boolean): Problem {
  if (error instanceof DomainError) {
    return error;
  }
  if (isDatabaseAway(error)) {
    return DATABASE_AWAY;
  }
  const status = statusOf(error);
  const rule = ERROR_BY_STATUS[status];
  if (rule === undefined || !(error instanceof Error)) {
    return INTERNAL_ERROR;
  }
  const { kind, code, message } = rowOf(rule);
  return { kind, code, rule, message: rule === 'PATH_NOT_FOUND' ? message : error.message };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) {
    return error.getStatus();
  }
  // Fastify's errors have the status as a property.
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return 500;
}
