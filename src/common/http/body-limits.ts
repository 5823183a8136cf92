import type { FastifyInstance } from 'fastify';
import { routeFlags } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Largest body of the route in bytes, if it is not `BODY_BYTES`. */
    bodyBytes?: number;
  }
}

/** Default limit, also for routes that need no credential. */
export const BODY_BYTES = 64 * 1024;
/** Limit of management routes, for long lists. They are read after the credential is verified. */
const LARGE_BODY_BYTES = 1024 * 1024;

/** Accepts large bodies on a route or on every route of a controller. */
export function TakesLargeBody(bodyBytes = LARGE_BODY_BYTES): ClassDecorator & MethodDecorator {
  return routeFlags({ bodyBytes });
}

export function useBodyLimits(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { bodyBytes, access } = route.config ?? {};
    if (bodyBytes !== undefined && !access?.public) {
      route.bodyLimit = bodyBytes;
    }
  });
}
