import type { FastifyRequest } from 'fastify';

/** What limits, guards and errors read of a request, whether Fastify or the fast path has received it. */
export interface ReceivedRequest extends Pick<
  FastifyRequest,
  'id' | 'ip' | 'headers' | 'url' | 'raw' | 'body' | 'dialect' | 'actionConfig'
> {
  readonly routeOptions: Pick<FastifyRequest['routeOptions'], 'url' | 'config'>;
}
