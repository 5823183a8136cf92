import type { FastifyContextConfig } from 'fastify';
import { routeFlags } from '../http/route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Names of the rate limits of the route; `default` if left out. */
    rateLimits?: readonly string[];
  }
}

const DEFAULT = ['default'];

/** Applies these limits of the dialect to the route instead of `default`; without arguments, no limit. */
export function RateLimited(...limits: string[]): ClassDecorator & MethodDecorator {
  return routeFlags({ rateLimits: limits });
}

/** The names of the limits of a route. */
export function limitsOn({ rateLimits = DEFAULT }: FastifyContextConfig): readonly string[] {
  return rateLimits;
}
