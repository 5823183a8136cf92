import { routeFlags } from '../http/route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** No old server gets requests of the route. */
    isNotShadowed?: boolean;
  }
}

/**
 * No old server gets requests of the route: they are about this server itself, or have what authenticates a person at it, such as
 * a password.
 */
export function NotShadowed(): ClassDecorator & MethodDecorator {
  return routeFlags({ isNotShadowed: true });
}
