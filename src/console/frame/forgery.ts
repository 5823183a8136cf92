import type { FastifyRequest } from 'fastify';
import { sessionCookieIn } from '../../common/http/cookies';
import { CONSOLE } from './console.dialect';

/**
 * Whether a request needs no protection against forgery: no session cookie goes with it, and it is for none of the
 * console's forms. Browser programs of other sites may then call the APIs.
 */
export function isSafeFromForgery(request: FastifyRequest): boolean {
  return sessionCookieIn(request) === undefined && request.dialect.name !== CONSOLE.name;
}
