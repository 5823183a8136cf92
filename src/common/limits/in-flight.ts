import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DialectDefinition, InFlightLimit } from '../dialects/define-dialect';
import type { Dialects } from '../dialects/dialects';
import { DomainError } from '../errors/domain-error';
import { address } from './rate-limit-keys';
import { RateLimitExceeded } from './rate-limits.service';

/** Another request ends in about a moment. */
const RETRY_AFTER = 1;
/** Of all dialects that declare none of their own, together. */
const BY_DEFAULT: readonly InFlightLimit[] = [{ most: 100, keyBy: address }];
const MAX_IN_FLIGHT = 1_000;
/** At each listener. Far more than requests, because most connections wait for their next one. */
const MAX_CONNECTIONS = 4_000;

class ServerBusy extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
  override readonly retryAfter = RETRY_AFTER;

  constructor() {
    super('Too many requests are under way: try again in a moment');
  }
}

/**
 * Bounds how many requests are under way at a time, each from its headers to the end of its answer or of its connection:
 * by caller as their dialect declares, and in all. Each node counts for itself.
 * @param factor multiplies the limits by caller; 0 lifts them, and never the other bounds
 */
export function useInFlightLimits(fastify: FastifyInstance, dialects: Dialects, factor: number): void {
  fastify.server.maxConnections = MAX_CONNECTIONS;
  const underWay = new Map<string, number>();
  let total = 0;
  fastify.addHook('onRequest', (request, reply, done) => {
    const counts = factor === 0 ? [] : countsOf(dialects.ownerOf(request), request, factor);
    if (counts.some(({ name, most }) => (underWay.get(name) ?? 0) >= most)) {
      done(new RateLimitExceeded(RETRY_AFTER));
      return;
    }
    if (total >= MAX_IN_FLIGHT) {
      done(new ServerBusy());
      return;
    }
    total += 1;
    counts.forEach(({ name }) => underWay.set(name, (underWay.get(name) ?? 0) + 1));
    reply.raw.once('close', () => {
      total -= 1;
      counts.forEach(({ name }) => leave(underWay, name));
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
  return (dialect.inFlight ?? BY_DEFAULT).flatMap(({ most, keyBy: by }, index) => {
    const who = by(request);
    return who === undefined ? [] : [{ name: `${owner}:${index}\n${who}`, most: Math.ceil(most * factor) }];
  });
}

function leave(underWay: Map<string, number>, name: string): void {
  const left = (underWay.get(name) ?? 0) - 1;
  if (left > 0) {
    underWay.set(name, left);
  } else {
    underWay.delete(name);
  }
}
