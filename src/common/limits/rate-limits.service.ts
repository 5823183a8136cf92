import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectThrottlerStorage } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../clock';
import type { DialectDefinition } from '../dialects/define-dialect';
import { DomainError } from '../errors/domain-error';
import type { ReachedLimit } from '../errors/problem';
import { currentRequest } from '../http/request-context';
import { LimitOverrides, settingOf } from './limit-overrides';
import { address } from './rate-limit-keys';
import type { LimitKey } from './limit-key';
import type { LimitStorage, Usage } from './limit-storage';

const MINUTE = 60_000;

export class RateLimitExceeded extends DomainError {
  readonly code = 'RATE_LIMIT_EXCEEDED';
  readonly kind = 'too-many';

  constructor(
    override readonly retryAfter: number,
    override readonly reached?: ReachedLimit,
  ) {
    super('Too many requests: try again later');
  }
}

/** Multiplies every rate limit; 0 lifts them. */
export class RateLimitFactor {
  constructor(readonly value: number) {}
}

/** Counts against the limits that dialects declare: for the guard, and for services where only they know whose count it is. */
@Injectable()
export class RateLimitsService {
  constructor(
    @InjectThrottlerStorage() private readonly storage: LimitStorage,
    private readonly factor: RateLimitFactor,
    private readonly chosen: LimitOverrides,
    private readonly clock: Clock,
  ) {}

  /** One more of these against the limit of that name in the caller's dialect; where it has none, nothing is counted. */
  async countHere(name: string, who: string): Promise<void> {
    const dialect = currentRequest()?.dialect;
    if (dialect) {
      await this.count(dialect, name, who);
    }
  }

  /** The request against the limit of that name, by what the request itself shows: before anybody looks at its credential. */
  async countRequest(dialect: DialectDefinition, name: string, request: FastifyRequest): Promise<void> {
    const keys = this.keysOf(dialect, name);
    for (const who of new Set(keys.flatMap((key) => (key === 'caller' ? [] : [key(request)])))) {
      await this.count(dialect, name, who);
    }
  }

  /**
   * The request against the limit of that name, by its caller: by address where nobody had to prove who it is.
   * @param credential names the one that proved right
   */
  async countCaller(
    dialect: DialectDefinition,
    name: string,
    request: FastifyRequest,
    credential: string | undefined,
  ): Promise<void> {
    const keys = this.keysOf(dialect, name);
    if (!keys.includes('caller')) {
      return;
    }
    // Where addresses are counted too, this one is already.
    if (credential !== undefined || !keys.includes(address)) {
      await this.count(dialect, name, credential ?? address(request));
    }
  }

  async count(dialect: DialectDefinition, name: string, who: string): Promise<void> {
    await this.hold(dialect, name, (most) =>
      this.storage.increment(keyOf(dialect, name, who), MINUTE, most, MINUTE, name),
    );
  }

  /** Refuses where one more would be too many, and counts nothing. */
  async refuseIfReached(dialect: DialectDefinition, name: string, who: string): Promise<void> {
    await this.hold(dialect, name, (most) => this.storage.read(keyOf(dialect, name, who), most));
  }

  private async hold(dialect: DialectDefinition, name: string, usage: (most: number) => Promise<Usage>): Promise<void> {
    const limit = dialect.limits[name];
    if (!limit || this.factor.value === 0) {
      return;
    }
    const perMinute = this.chosen.perMinute(settingOf(dialect, name)) ?? limit.perMinute;
    const most = Math.ceil(perMinute * this.factor.value);
    const { isBlocked, timeToBlockExpire } = await usage(most);
    if (isBlocked) {
      const seconds = Math.max(1, timeToBlockExpire);
      const resetAt = new Date(this.clock.now().getTime() + seconds * 1000);
      throw new RateLimitExceeded(seconds, { limit: most, resetAt });
    }
  }

  private keysOf(dialect: DialectDefinition, name: string): readonly LimitKey[] {
    const { keyBy: by, keyStrategies: ways } = dialect.limits[name] ?? {};
    if (!ways) {
      return by ? [by] : [];
    }
    const way = this.chosen.keyStrategy(ways.setting);
    const chosen = way !== undefined && Object.hasOwn(ways.strategies, way) ? way : ways.default;
    return ways.strategies[chosen] ?? [];
  }
}

// Hashed, because who it is may be a key or a token.
function keyOf(dialect: DialectDefinition, name: string, who: string): string {
  return createHash('sha256').update(`${dialect.name}:${name}\n${who}`).digest('base64url');
}
