import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieIn } from './cookies';
import type { Dialects } from '../dialects/dialects';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

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

/** Headers of an answer with a page. */
export const PAGE_HEADERS = {
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
  ...PAGE_HEADERS,
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

const FRAMING_HEADERS = { ...PAGE_HEADERS, 'content-security-policy': `${CONTENT_SECURITY_POLICY}; frame-src 'self'` };

const headersOf = new WeakMap<FastifyReply, typeof PAGE_HEADERS>();

/** Lets the page have frames, or be shown in one. */
export function allowFrames(reply: FastifyReply, as: 'page' | 'frame'): void {
  headersOf.set(reply, as === 'page' ? FRAMING_HEADERS : FRAMED_HEADERS);
}

/** Sets the headers of every answer with a page, error pages included. */
export function usePageHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (hasPages(request)) {
      void reply.headers(headersOf.get(reply) ?? PAGE_HEADERS);
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

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Sets `Cache-Control: no-store` on responses that may contain secrets: those to requests with a credential and to all
 * writes, including logins. Routes can set their own Cache-Control.
 */
export function useNoStore(fastify: FastifyInstance, { all }: Dialects): void {
  const credentials = new Set(['authorization', 'cookie', ...all.flatMap(({ credential }) => credential.headers)]);
  const mayHoldSecrets = ({ method, headers }: FastifyRequest): boolean =>
    !SAFE_METHODS.includes(method) || [...credentials].some((name) => headers[name] !== undefined);

  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control') && mayHoldSecrets(request)) {
      void reply.header('cache-control', 'no-store');
    }
    done();
  });
}

/** Names and values in turn. Browsers then call this host by HTTPS alone, for a year after the last visit. */
const STRICT: readonly string[] = ['strict-transport-security', 'max-age=31536000'];
const NONE: readonly string[] = [];

/** The header for a request that was encrypted, or for all where browsers know the server by an address with HTTPS. */
export function strictTransport(publicUrl: string | undefined): (request: IncomingMessage) => readonly string[] {
  const isPublic = publicUrl?.startsWith('https:') === true;
  return ({ socket }) => (isPublic || socket instanceof TLSSocket ? STRICT : NONE);
}

export function useStrictTransport(fastify: FastifyInstance, publicUrl: string | undefined): void {
  const strictOf = strictTransport(publicUrl);
  fastify.addHook('onRequest', (request, reply, done) => {
    const [name, value] = strictOf(request.raw);
    if (name !== undefined) {
      reply.header(name, value);
    }
    done();
  });
}
