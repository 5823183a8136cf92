import type { FastifyRequest } from 'fastify';
import { rateLimitAddress } from '../http/addresses';

/** One count for each address; IPv6 by its /64, which is what one customer of a provider gets. */
export function address(request: FastifyRequest): string {
  return rateLimitAddress(request.ip);
}

/** One count for each token as presented; nobody's where there is none. */
export function token({ headers }: FastifyRequest): string | undefined {
  return headers.authorization;
}

/** One count for each key or token as presented, right or wrong; by address where none is. */
export function credential(request: FastifyRequest): string {
  const presented = request.headers.authorization ?? request.headers['x-api-key'];
  return typeof presented === 'string' ? presented : address(request);
}

/** One count for each API key as presented in the first of these headers that has one; by address where none has. */
export function apiKey(...headers: readonly string[]): (request: FastifyRequest) => string {
  return (request) => {
    const presented = headers
      .map((name) => request.headers[name])
      .find((value) => typeof value === 'string' && value !== '');
    // Told apart from addresses, so that nobody spends another's count by calling the key as they are called.
    return typeof presented === 'string' ? `key ${presented}` : address(request);
  };
}
