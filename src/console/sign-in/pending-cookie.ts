import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieIn, setCookie } from '../../common/http/cookies';
import { PENDING_LOG_IN_LIFETIME } from '../../identity/users/access-tokens.service';

const COOKIE = 'keyward_pending';

/** Whose password was right, until the code of the second factor follows. It opens nothing but that step. */
export function setPendingCookie(request: FastifyRequest, reply: FastifyReply, pendingToken: string): void {
  setCookie(request, reply, COOKIE, pendingToken, { maxAge: PENDING_LOG_IN_LIFETIME });
}

export function pendingCookieIn(request: FastifyRequest): string {
  return cookieIn(request, COOKIE) ?? '';
}

export function clearPendingCookie(request: FastifyRequest, reply: FastifyReply): void {
  clearCookie(request, reply, COOKIE);
}
