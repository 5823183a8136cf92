import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../common/clock';
import { hasPages } from '../common/http/response-headers';
import { asViewer } from './viewer';

/** Makes the viewer known to everything that handles a request for a page. */
export function useViewers(fastify: FastifyInstance, clock: Clock): void {
  const view = (request: FastifyRequest, next: () => void): void => {
    if (hasPages(request)) {
      asViewer(request, next, clock.now());
    } else {
      next();
    }
  };
  // Set again after the body is read, because reading it loses the context.
  fastify.addHook('preParsing', (request, _reply, _payload, done) => view(request, () => done()));
  fastify.addHook('preHandler', (request, _reply, done) => view(request, () => done()));
}
