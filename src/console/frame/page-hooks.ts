import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CONSOLE } from './console.dialect';
import type { Clock } from '../../common/clock';
import { asViewer } from '../../i18n/viewer';
import { sessionCookieIn } from '../../common/http/cookies';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  // With "no-referrer", browsers send the origin "null" with forms, which could not be checked.
  'referrer-policy': 'same-origin',
};

/** Sets the headers of every answer of the console, error pages included. */
export function usePageHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (request.dialect.name === CONSOLE.name) {
      void reply.headers(HEADERS);
      if (!reply.hasHeader('cache-control')) {
        void reply.header('cache-control', 'no-store');
      }
    }
    done();
  });
}

/** Makes the viewer known to everything that handles a request of the console. */
export function useViewers(fastify: FastifyInstance, clock: Clock): void {
  const view = (request: FastifyRequest, next: () => void): void => {
    if (request.dialect.name === CONSOLE.name) {
      asViewer(request, next, clock.now());
    } else {
      next();
    }
  };
  // Set again after the body is read, because reading it loses the context.
  fastify.addHook('preParsing', (request, _reply, _payload, done) => view(request, () => done()));
  fastify.addHook('preHandler', (request, _reply, done) => view(request, () => done()));
}

/**
 * Whether a request needs no protection against forgery: no session cookie goes with it, and it is for none of the
 * console's forms. Browser programs of other sites may then call the APIs.
 */
export function isSafeFromForgery(request: FastifyRequest): boolean {
  return sessionCookieIn(request) === undefined && request.dialect.name !== CONSOLE.name;
}
