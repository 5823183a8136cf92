import type { FastifyInstance } from 'fastify';
import { routeFlags } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route accepts a body of up to `LARGE_BODY_BYTES`. */
    takesLargeBody?: boolean;
  }
}

/** Default limit, also for routes that need no credential. */
export const BODY_BYTES = 64 * 1024;
/** Limit of management routes, for long lists. They are read after the credential is verified. */
const LARGE_BODY_BYTES = 1024 * 1024;

/** Accepts large bodies on a route or on every route of a controller. */
export function TakesLargeBody(): ClassDecorator & MethodDecorator {
  return routeFlags({ takesLargeBody: true });
}

export function useBodyLimits(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.config?.takesLargeBody && !route.config.access?.public) {
      route.bodyLimit = LARGE_BODY_BYTES;
    }
  });
}
