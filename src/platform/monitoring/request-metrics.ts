import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Dialects } from '../../common/dialects/dialects';
import { NATIVE } from '../../common/dialects/native.dialect';
import type { Metrics } from './metrics';

/** Counts and times every request by route template, and counts it by API. */
export function useRequestMetrics(fastify: FastifyInstance, metrics: Metrics, dialects: Dialects): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest({
      dialect: dialectOf(request, dialects),
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}

/** Routes of the native API do not name it. Only where no route matched, the path has to be examined. */
function dialectOf(request: FastifyRequest, dialects: Dialects): string {
  const { url, config } = request.routeOptions;
  return url === undefined ? dialects.ownerOf(request).name : (config.dialect ?? NATIVE.name);
}
