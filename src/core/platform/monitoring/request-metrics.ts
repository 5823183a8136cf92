import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NATIVE } from '../../common/dialects/native.dialect';
import { type Metrics, REFUSED, UNMATCHED } from './metrics';

/** Counts and times every request by route template, and counts it by API. */
export function useRequestMetrics(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest({
      dialect: dialectOf(request),
      method: request.method,
      route: routeOf(request, reply.statusCode),
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}

/** Each route in the metrics costs some twenty lines: callers without access must not add any. */
function routeOf({ isAllowed, routeOptions: { url } }: FastifyRequest, status: number): string {
  if (url === undefined) {
    return UNMATCHED;
  }
  return isAllowed || status < 300 ? url : REFUSED;
}

/** Routes of the native API do not name it, nor do those of no API, which count as its own. */
function dialectOf({ dialect, routeOptions: { url, config } }: FastifyRequest): string {
  return url === undefined ? dialect.name : (config.dialect ?? NATIVE.name);
}
