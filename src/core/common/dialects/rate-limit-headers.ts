import type { FastifyInstance } from 'fastify';
import { currentRequest, type RequestContext } from '../http/request-context';
import { NATIVE } from './native.dialect';

/** Adds `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers) to the native API's limited responses. */
export function useRateLimitHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    void reply.headers(rateLimitHeaders(currentRequest()));
    done(null, payload);
  });
}

export function rateLimitHeaders({ dialect, countedLimits }: Partial<RequestContext> = {}): Record<string, string> {
  return dialect?.name === NATIVE.name && countedLimits !== undefined
    ? {
        'ratelimit-policy': countedLimits
          .map(({ name, limit, windowSeconds = 60 }) => `"${name}";q=${limit};w=${windowSeconds}`)
          .join(', '),
        ratelimit: countedLimits.map((one) => `"${one.name}";r=${one.remaining};t=${one.resetSeconds}`).join(', '),
      }
    : {};
}
