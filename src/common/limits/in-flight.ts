import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DialectDefinition, InFlightLimit } from '../dialects/define-dialect';
import type { Dialects } from '../dialects/dialects';
import { DomainError } from '../errors/domain-error';
import { address } from './rate-limit-keys';
import { RateLimitExceeded } from './rate-limits.service';

const RETRY_AFTER = 1;
/** Shared by all dialects without limits of their own. */
const DEFAULT_LIMITS: readonly InFlightLimit[] = [{ most: 100, keyBy: address }];
const MAX_IN_FLIGHT = 1_000;
/** Per listener. Much higher than MAX_IN_FLIGHT, because most connections are idle. */
const MAX_CONNECTIONS = 4_000;

export class ServerBusy extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
  override readonly retryAfter = RETRY_AFTER;

  constructor() {
    super('Too many concurrent requests: try again in a moment');
  }
}

/**
 * Limits concurrent requests on this node, by caller as declared by the dialect and in total. A request counts from its
 * headers until the response or the connection ends.
 * @param factor multiplies the limits by caller, 0 disables them; the total limit is unaffected
 */
export function useInFlightLimits(fastify: FastifyInstance, dialects: Dialects, factor: number): void {
  fastify.server.maxConnections = MAX_CONNECTIONS;
  const inFlight = new Map<string, number>();
  let total = 0;
  fastify.addHook('onRequest', (request, reply, done) => {
    const counts = factor === 0 ? [] : countsOf(dialects.ownerOf(request), request, factor);
    if (counts.some(({ name, most }) => (inFlight.get(name) ?? 0) >= most)) {
      done(new RateLimitExceeded(RETRY_AFTER));
      return;
    }
    if (total >= MAX_IN_FLIGHT) {
      done(new ServerBusy());
      return;
    }
    total += 1;
    counts.forEach(({ name }) => inFlight.set(name, (inFlight.get(name) ?? 0) + 1));
    reply.raw.once('close', () => {
      total -= 1;
      counts.forEach(({ name }) => decrement(inFlight, name));
    });
    done();
  });
}

interface Count {
  readonly name: string;
  readonly most: number;
}

function countsOf(dialect: DialectDefinition, request: FastifyRequest, factor: number): Count[] {
  const owner = dialect.inFlight ? dialect.name : '';
  return (dialect.inFlight ?? DEFAULT_LIMITS).flatMap(({ most, keyBy }, index) => {
    const key = keyBy(request);
    return key === undefined ? [] : [{ name: `${owner}:${index}\n${key}`, most: Math.ceil(most * factor) }];
  });
}

function decrement(inFlight: Map<string, number>, name: string): void {
  const remaining = (inFlight.get(name) ?? 0) - 1;
  if (remaining > 0) {
    inFlight.set(name, remaining);
  } else {
    inFlight.delete(name);
  }
}
