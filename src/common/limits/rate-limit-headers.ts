import type { FastifyInstance } from 'fastify';
import { NATIVE } from '../dialects/native.dialect';
import { currentRequest, type RequestContext } from '../http/request-context';

/** A rate limit of the current request, after it was counted. */
export interface CountedLimit {
  readonly name: string;
  /** Requests per window of one minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
}

declare module '../http/request-context' {
  interface RequestContext {
    countedLimits?: CountedLimit[];
  }
}

declare module 'node:http' {
  interface IncomingMessage {
    /** Limits by address that the fast path counted before it handed the request on. */
    countedLimits?: CountedLimit[];
  }
}

export function noteLimit(request: RequestContext | undefined, limit: CountedLimit): void {
  if (request) {
    (request.countedLimits ??= []).push(limit);
  }
}

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
        'ratelimit-policy': countedLimits.map(({ name, limit }) => `"${name}";q=${limit};w=60`).join(', '),
        ratelimit: countedLimits.map((one) => `"${one.name}";r=${one.remaining};t=${one.resetSeconds}`).join(', '),
      }
    : {};
}
