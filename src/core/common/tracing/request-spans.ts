import type { FastifyInstance } from 'fastify';
import { NATIVE } from '../dialects/native.dialect';
import type { ReceivedRequest } from '../http/received-request';
import { type Span, tracing } from './tracing';

declare module 'fastify' {
  interface FastifyRequest {
    /** Only if tracing is on. */
    span?: Span;
  }
}

/** Traces the requests that Fastify receives, if tracing is on when the server starts. */
export function useRequestSpans(fastify: FastifyInstance): void {
  if (!tracing.tracer) {
    return;
  }
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.span = startRequestSpan(request);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    endRequestSpan(request, reply.statusCode);
    done();
  });
}

/** With the route, not the path: a path may contain a license key. */
export function startRequestSpan({
  id,
  raw: { method = '', headers },
  routeOptions: { url, config },
}: ReceivedRequest): Span | undefined {
  return tracing.tracer?.start(url === undefined ? method : `${method} ${url}`, {
    kind: 'server',
    parent: typeof headers.traceparent === 'string' ? headers.traceparent : undefined,
    attributes: {
      'http.request.method': method,
      'http.route': url,
      'keyward.dialect': config.dialect ?? NATIVE.name,
      'keyward.request_id': id,
    },
  });
}

export function endRequestSpan({ span }: Pick<ReceivedRequest, 'span'>, status: number): void {
  span?.end({
    attributes: { 'http.response.status_code': status },
    failure: status >= 500 ? String(status) : undefined,
  });
}
