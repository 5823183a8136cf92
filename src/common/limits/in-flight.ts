import type { FastifyInstance } from 'fastify';
import type { DialectDefinition, InFlightLimit } from '../dialects/define-dialect';
import type { Dialects } from '../dialects/dialects';
import { DomainError } from '../errors/domain-error';
import type { ReceivedRequest } from '../http/received-request';
import { address } from './rate-limit-keys';
import { RateLimitExceeded } from './rate-limits.service';

const RETRY_AFTER = 1;
/** Shared by all dialects without limits of their own. */
const DEFAULT_LIMITS: readonly InFlightLimit[] = [{ most: 100, keyBy: address }];
const MAX_IN_FLIGHT = 1_000;

export class ServerBusy extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
  override readonly retryAfter = RETRY_AFTER;

  constructor() {
    super('Too many concurrent requests: try again in a moment');
  }
}

/** Limits concurrent requests on this node, by caller as declared by the dialect and in total. */
export class InFlight {
  private readonly byCaller = new Map<string, number>();
  private total = 0;

  /** @param factor multiplies the limits by caller, 0 disables them; the total limit is unaffected */
  constructor(private readonly factor: number) {}

  /** Counts a request. Returns why it is refused, or its counts for `leave`. */
  enter(dialect: DialectDefinition, request: ReceivedRequest): DomainError | readonly Count[] {
    const counts = this.factor === 0 ? NO_COUNTS : countsOf(dialect, request, this.factor);
    if (counts.some(({ name, most }) => (this.byCaller.get(name) ?? 0) >= most)) {
      return new RateLimitExceeded(RETRY_AFTER);
    }
    if (this.total >= MAX_IN_FLIGHT) {
      return new ServerBusy();
    }
    this.total += 1;
    counts.forEach(({ name }) => this.byCaller.set(name, (this.byCaller.get(name) ?? 0) + 1));
    return counts;
  }

  leave(counts: readonly Count[]): void {
    this.total -= 1;
    counts.forEach(({ name }) => decrement(this.byCaller, name));
  }
}

/** A request counts from its headers until the response or the connection ends. */
export function useInFlightLimits(fastify: FastifyInstance, dialects: Dialects, inFlight: InFlight): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const counts = inFlight.enter(dialects.ownerOf(request), request);
    if (counts instanceof DomainError) {
      done(counts);
      return;
    }
    reply.raw.once('close', () => inFlight.leave(counts));
    done();
  });
}

interface Count {
  readonly name: string;
  readonly most: number;
}

const NO_COUNTS: readonly Count[] = [];

function countsOf(dialect: DialectDefinition, request: ReceivedRequest, factor: number): Count[] {
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
