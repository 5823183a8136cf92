import type { FastifyInstance } from 'fastify';
import { routeFlags } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route accepts a body of up to `LARGE_BODY_BYTES`. */
    takesLargeBody?: boolean;
  }
}

/** Default limit. Bodies are read before authentication. */
export const BODY_BYTES = 64 * 1024;
/** Limit of management routes, for long lists. */
const LARGE_BODY_BYTES = 1024 * 1024;

/** Accepts large bodies on a route or on every route of a controller. */
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
