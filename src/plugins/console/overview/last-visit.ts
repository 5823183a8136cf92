import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieIn, setCookie } from '../../../core/common';

const COOKIE = 'keyward_visit';
const YEAR_SECONDS = 365 * 24 * 3_600;
/** A visit ends after this time without a look. */
const VISIT_MS = 3_600_000;
/** The end of the last visit, and the last look of this one, in milliseconds. */
const VALUE = /^(\d{1,14})-(\d{1,14})$/;

/** The end of the last visit of this browser; undefined on its first one. */
export function lastVisit(request: FastifyRequest, reply: FastifyReply, now: Date): Date | undefined {
  const [, before = '0', seen = '0'] = VALUE.exec(cookieIn(request, COOKIE) ?? '') ?? [];
  const isNewVisit = now.getTime() - Number(seen) > VISIT_MS;
  const since = isNewVisit ? Number(seen) : Number(before);
  setCookie(request, reply, COOKIE, `${since}-${now.getTime()}`, { maxAge: YEAR_SECONDS });
  return since === 0 ? undefined : new Date(since);
}
