import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieIn } from './cookies';

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

/** Headers of an answer that a page shows in a frame: a foreign document with its own styles, and without scripts. */
const FRAMED_HEADERS = {
  ...HEADERS,
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    'sandbox',
  ].join('; '),
  'x-frame-options': 'SAMEORIGIN',
};

const FRAMING_HEADERS = { ...HEADERS, 'content-security-policy': `${CONTENT_SECURITY_POLICY}; frame-src 'self'` };

const headersOf = new WeakMap<FastifyReply, typeof HEADERS>();

/** Lets the page have frames, or be shown in one. */
export function allowFrames(reply: FastifyReply, as: 'page' | 'frame'): void {
  headersOf.set(reply, as === 'page' ? FRAMING_HEADERS : FRAMED_HEADERS);
}

/** Sets the headers of every answer with a page, error pages included. */
export function usePageHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (hasPages(request)) {
      void reply.headers(headersOf.get(reply) ?? HEADERS);
      if (!reply.hasHeader('cache-control')) {
        void reply.header('cache-control', 'no-store');
      }
    }
    done();
  });
}

/**
 * Whether a request needs no protection against forgery: no session cookie goes with it, and it is for none of the forms of
 * pages. Browser programs of other sites may then call the APIs.
 */
export function isSafeFromForgery(request: FastifyRequest): boolean {
  return sessionCookieIn(request) === undefined && !hasPages(request);
}

/** Whether the request is for the console or the customer portal. */
export function hasPages({ dialect }: FastifyRequest): boolean {
  return dialect.errorPage !== undefined;
}
