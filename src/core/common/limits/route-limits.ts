import type { FastifyContextConfig } from 'fastify';
import { rateLimitAddress } from '../http/addresses';
import type { ReceivedRequest } from '../http/received-request';
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

/** One counter per IPv4 address or IPv6 /64, the usual allocation of one subscriber. */
export function address(request: ReceivedRequest): string {
  return rateLimitAddress(request.ip);
}

/** One counter per token as sent, undefined without one. Use it together with a limit by address. */
export function token({ headers }: ReceivedRequest): string | undefined {
  return headers.authorization;
}
