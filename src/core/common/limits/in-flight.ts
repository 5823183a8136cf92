import type { FastifyInstance } from 'fastify';
import type { InFlightLimit } from '../dialects/define-dialect';
import { DomainError, problem } from '../errors/domain-error';
import type { ReceivedRequest } from '../http/received-request';
import { hasBody } from '../http/transfer-time';
import { routeConfigOf, routeFlags } from '../http/route-config';
import { address } from './route-limits';
declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route is served however many requests are in flight. */
    alwaysServed?: boolean;
  }
  interface FastifyRequest {
    inFlight?: RequestInFlight;
  }
}

const RETRY_AFTER = 1;
/** Shared by all dialects without limits of their own. */
const DEFAULT_LIMITS: readonly InFlightLimit[] = [{ most: 100, keyBy: address }];
const MAX_IN_FLIGHT = 1_000;

/** Limits concurrent requests on this node, by caller as declared by the dialect and in total. */
export class InFlight {
  private readonly byCaller = new Map<string, number>();
  private total = 0;

  /** @param factor multiplies the limits by caller, 0 disables them; the total limit is unaffected */
  constructor(private readonly factor: number) {}

  /** Counts a request by its caller, from its head on. Returns why it is refused. */
  acquire(request: ReceivedRequest): DomainError | RequestInFlight {
    const counts = this.factor === 0 ? NO_COUNTS : countsOf(request, this.factor);
    if (counts.some(({ name, most }) => (this.byCaller.get(name) ?? 0) >= most)) {
      return problem('RATE_LIMIT_EXCEEDED', { retryAfter: RETRY_AFTER });
    }
    if (this.total >= MAX_IN_FLIGHT) {
      return problem('SERVER_BUSY');
    }
    counts.forEach(({ name }) => this.byCaller.set(name, (this.byCaller.get(name) ?? 0) + 1));
    return new RequestInFlight(this, counts);
  }

  /** False if too many requests are being served. */
  begin(): boolean {
    if (this.total >= MAX_IN_FLIGHT) {
      return false;
    }
    this.total += 1;
    return true;
  }

  release(counts: readonly Count[], hasBegun: boolean): void {
    this.total -= hasBegun ? 1 : 0;
    counts.forEach(({ name }) => decrement(this.byCaller, name));
  }
}

/** The counts of one request. */
export class RequestInFlight {
  private hasBegun = false;
  private isReleased = false;

  constructor(
    private readonly inFlight: InFlight,
    private readonly counts: readonly Count[],
  ) {}

  /** Counts the request in total, once its body has arrived: an unfinished body takes no place. */
  begin(): DomainError | undefined {
    // The client may have gone while the request was checked.
    if (this.isReleased) {
      return undefined;
    }
    this.hasBegun ||= this.inFlight.begin();
    return this.hasBegun ? undefined : problem('SERVER_BUSY');
  }

  release(): void {
    if (!this.isReleased) {
      this.isReleased = true;
      this.inFlight.release(this.counts, this.hasBegun);
    }
  }
}

/** The route is always served, for load balancers and supervisors. */
export function AlwaysServed(): ClassDecorator & MethodDecorator {
  return routeFlags({ alwaysServed: true });
}

/** A request counts until the response or the connection ends. */
export function useInFlightLimits(fastify: FastifyInstance, inFlight: InFlight): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (routeConfigOf(request)?.alwaysServed) {
      done();
      return;
    }
    const acquired = inFlight.acquire(request);
    if (acquired instanceof DomainError) {
      done(acquired);
      return;
    }
    request.inFlight = acquired;
    reply.raw.once('close', () => acquired.release());
    done(hasBody(request.raw) ? undefined : acquired.begin());
  });
  fastify.addHook('preHandler', (request, _reply, done) => done(request.inFlight?.begin()));
}

interface Count {
  readonly name: string;
  readonly most: number;
}

const NO_COUNTS: readonly Count[] = [];

function countsOf(request: ReceivedRequest, factor: number): Count[] {
  const { dialect } = request;
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
