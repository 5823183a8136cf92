import type { FastifyInstance } from 'fastify';
import type { Dialects } from '../dialects/dialects';
import { routeFlags } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Largest body of the route in bytes, if it is not `BODY_BYTES`. */
    bodyBytes?: number;
    /** The route reads the raw body, of at most so many bytes, and verifies it itself. */
    rawBodyBytes?: number;
  }
}

/** Largest body of a request by default, in bytes, also on routes that need no credential. */
export const BODY_BYTES = 64 * 1024;
/** Limit of management routes, for long lists. They are read after the credential is verified. */
const LARGE_BODY_BYTES = 1024 * 1024;

/** Accepts large bodies on a route or on every route of a controller. */
export function TakesLargeBody(bodyBytes = LARGE_BODY_BYTES): ClassDecorator & MethodDecorator {
  return routeFlags({ bodyBytes });
}

/** Leaves the body of a route in `request.rawBody`, whatever its type; also without a credential. */
export function TakesRawBody(rawBodyBytes: number): ClassDecorator & MethodDecorator {
  return routeFlags({ rawBodyBytes });
}

/** A body that may contain the credential is read before that is verified. */
export function useBodyLimits(fastify: FastifyInstance, dialects: Dialects): void {
  fastify.addHook('onRoute', (route) => {
    const { bodyBytes, rawBodyBytes, access, dialect = '' } = route.config ?? {};
    if (rawBodyBytes !== undefined) {
      route.bodyLimit = rawBodyBytes;
    }
    const isKnown = !access?.public && dialects.named(dialect)?.credential.field === undefined;
    if (bodyBytes !== undefined && isKnown) {
      route.bodyLimit = bodyBytes;
    }
  });
}
