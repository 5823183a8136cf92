import type { FastifyRequest } from 'fastify';
import { rateLimitAddress } from '../http/addresses';

/** One count for each address; IPv6 by its /64, which is what one customer of a provider gets. */
export function address(request: FastifyRequest): string {
  return rateLimitAddress(request.ip);
}

/** One count for each token as presented; nobody's where there is none. A limit by address stands beside it. */
export function token({ headers }: FastifyRequest): string | undefined {
  return headers.authorization;
}
