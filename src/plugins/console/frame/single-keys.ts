import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieIn, setCookie } from '../../../core/common';

const COOKIE = 'keyward_single_keys';
const YEAR_SECONDS = 365 * 24 * 3_600;

/** Whether `/` and `?` do something: who speaks to the computer turns them off. */
export function hasSingleKeys(request: FastifyRequest): boolean {
  return cookieIn(request, COOKIE) !== 'off';
}

export function setSingleKeys(request: FastifyRequest, reply: FastifyReply, isOn: boolean): void {
  if (isOn) {
    clearCookie(request, reply, COOKIE);
  } else {
    setCookie(request, reply, COOKIE, 'off', { maxAge: YEAR_SECONDS });
  }
}
