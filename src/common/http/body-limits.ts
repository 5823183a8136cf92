import type { FastifyInstance } from 'fastify';
import { routeFlags } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes a body of up to `LARGE_BODY_BYTES`. */
    takesLargeBody?: boolean;
  }
}

/** At every route that says nothing else. Bodies are read before anybody knows who sends them. */
export const BODY_BYTES = 64 * 1024;
/** At routes of the management, for long lists. */
const LARGE_BODY_BYTES = 1024 * 1024;

/** The route, or every route of the controller, takes a large body. */
export function TakesLargeBody(): ClassDecorator & MethodDecorator {
  return routeFlags({ takesLargeBody: true });
}

export function useBodyLimits(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.config?.takesLargeBody) {
      route.bodyLimit = LARGE_BODY_BYTES;
    }
  });
}
