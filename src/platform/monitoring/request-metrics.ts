import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Dialects } from '../../common/dialects/dialects';
import { NATIVE } from '../../common/dialects/native.dialect';
import { type Metrics, REFUSED, UNMATCHED } from './metrics';

/** Counts and times every request by route template, and counts it by API. */
export function useRequestMetrics(fastify: FastifyInstance, metrics: Metrics, dialects: Dialects): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest({
      dialect: dialectOf(request, dialects),
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

/** Routes of the native API do not name it. Only where no route matched, the path has to be examined. */
function dialectOf(request: FastifyRequest, dialects: Dialects): string {
  const { url, config } = request.routeOptions;
  return url === undefined ? dialects.ownerOf(request).name : (config.dialect ?? NATIVE.name);
}
