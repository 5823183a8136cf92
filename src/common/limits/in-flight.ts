import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DialectDefinition } from '../dialects/define-dialect';
import type { Dialects } from '../dialects/dialects';
import { RateLimitExceeded } from './rate-limits';

/** Another request ends in about a moment. */
const RETRY_AFTER = 1;

/**
 * Holds callers to as many requests at a time as their dialect declares, from the headers of each to the end of its
 * answer or of its connection. Each node counts for itself.
 * @param factor multiplies all of them; 0 lifts them
 */
export function useInFlightLimits(fastify: FastifyInstance, dialects: Dialects, factor: number): void {
  if (factor === 0) {
    return;
  }
  const underWay = new Map<string, number>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const counts = countsOf(dialects.ownerOf(request), request, factor);
    if (counts.some(({ name, most }) => (underWay.get(name) ?? 0) >= most)) {
      done(new RateLimitExceeded(RETRY_AFTER));
      return;
    }
    counts.forEach(({ name }) => underWay.set(name, (underWay.get(name) ?? 0) + 1));
    reply.raw.once('close', () => counts.forEach(({ name }) => leave(underWay, name)));
    done();
  });
}

interface Count {
  readonly name: string;
  readonly most: number;
}

function countsOf({ name, inFlight = [] }: DialectDefinition, request: FastifyRequest, factor: number): Count[] {
  return inFlight.flatMap(({ most, by }, index) => {
    const who = by(request);
    return who === undefined ? [] : [{ name: `${name}:${index}\n${who}`, most: Math.ceil(most * factor) }];
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
