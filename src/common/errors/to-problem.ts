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

const APOLOGY: Problem = {
  kind: 'internal',
  code: 'INTERNAL_ERROR',
  message: 'Something went wrong on our side',
};

/** A restart of the database takes about that long. */
const RETRY_AFTER = 2;

const DATABASE_AWAY: Problem = {
  kind: 'unavailable',
  code: 'UNAVAILABLE',
  message: 'The database cannot serve this request at the moment: try again',
  retryAfter: RETRY_AFTER,
};

/** Nobody is there to read it. */
export const HUNG_UP: Problem = {
  kind: 'invalid',
  code: 'BAD_REQUEST',
  message: 'The connection was closed before the request was complete',
};

/**
 * Any error as a problem: ours as they are, the framework's by their status, all others as an apology that tells nothing.
 * @param isDatabaseAway tells errors of a database that cannot serve a request just now
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
    return APOLOGY;
  }
  return { kind, code, message: kind === 'not-found' ? 'There is nothing at this path' : error.message };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) {
    return error.getStatus();
  }
  // Fastify's own errors carry their status as a property.
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return 500;
}
