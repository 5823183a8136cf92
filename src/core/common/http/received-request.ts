import type { FastifyRequest } from 'fastify';

/** The part of a request that limits, guards and errors read, whether Fastify or the fast path has received it. */
export interface ReceivedRequest extends Pick<
  FastifyRequest,
  'id' | 'ip' | 'headers' | 'url' | 'raw' | 'body' | 'dialect' | 'actionConfig' | 'span'
> {
  readonly routeOptions: Pick<FastifyRequest['routeOptions'], 'url' | 'config'>;
}
