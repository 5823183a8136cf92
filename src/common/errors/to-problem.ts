import { HttpException } from '@nestjs/common';
import { DomainError } from './domain-error';
import type { Problem, ProblemKind } from './problem';

const KIND_BY_STATUS: Readonly<Record<number, [ProblemKind, string]>> = {
  400: ['invalid', 'BAD_REQUEST'],
  401: ['unauthenticated', 'UNAUTHENTICATED'],
  403: ['refused', 'FORBIDDEN'],
  404: ['not-found', 'NOT_FOUND'],
  405: ['method-not-allowed', 'METHOD_NOT_ALLOWED'],
  406: ['invalid', 'BAD_REQUEST'],
  408: ['invalid', 'BAD_REQUEST'],
  409: ['conflict', 'CONFLICT'],
  413: ['too-large', 'PAYLOAD_TOO_LARGE'],
  414: ['invalid', 'BAD_REQUEST'],
  415: ['unsupported', 'UNSUPPORTED_MEDIA_TYPE'],
  422: ['unprocessable', 'VALIDATION_ERROR'],
  429: ['too-many', 'RATE_LIMIT_EXCEEDED'],
  503: ['unavailable', 'UNAVAILABLE'],
};

const INTERNAL_ERROR: Problem = {
  kind: 'internal',
  code: 'INTERNAL_ERROR',
  message: 'Internal server error',
};

/** Seconds that a restart of the database usually takes. */
const RETRY_AFTER = 2;

const DATABASE_AWAY: Problem = {
  kind: 'unavailable',
  code: 'UNAVAILABLE',
  message: 'The database is temporarily unavailable: try again',
  retryAfter: RETRY_AFTER,
};

/** Not received by the client, only logged. */
export const CONNECTION_CLOSED: Problem = {
  kind: 'invalid',
  code: 'BAD_REQUEST',
  message: 'The connection was closed before the request was complete',
};

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
  const [kind, code] = KIND_BY_STATUS[status] ?? [];
  if (!kind || !code || !(error instanceof Error)) {
    return INTERNAL_ERROR;
  }
  return { kind, code, message: kind === 'not-found' ? 'This path does not exist' : error.message };
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
