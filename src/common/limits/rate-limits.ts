import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectThrottlerStorage, type ThrottlerStorage } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings';
import { Clock } from '../clock';
import type { DialectDefinition, RateLimit } from '../dialects/define-dialect';
import { DomainError } from '../errors/domain-error';
import type { ReachedLimit } from '../errors/problem';
import { currentRequest } from '../http/request-context';
import { ChosenLimits, settingOf } from './chosen-limits';

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

/** Counts against the limits that dialects declare: for the guard, and for services where only they know whose count it is. */
@Injectable()
export class RateLimits {
  constructor(
    @InjectThrottlerStorage() private readonly storage: ThrottlerStorage,
    private readonly settings: Settings,
    private readonly chosen: ChosenLimits,
    private readonly clock: Clock,
  ) {}

  /** One more of these against the limit of that name in the caller's dialect; where it has none, nothing is counted. */
  async countHere(name: string, who: string): Promise<void> {
    const dialect = currentRequest()?.dialect;
    if (dialect) {
      await this.count(dialect, name, who);
    }
  }

  /** The request against the limit of that name, for whomever it counts there: for nobody where only a service knows. */
  async countRequest(dialect: DialectDefinition, name: string, request: FastifyRequest): Promise<void> {
    const limit = dialect.limits[name];
    if (limit && this.settings.RATE_LIMIT_FACTOR !== 0) {
      for (const who of new Set(this.whoseCounts(limit, request))) {
        await this.count(dialect, name, who);
      }
    }
  }

  async count(dialect: DialectDefinition, name: string, who: string): Promise<void> {
    const limit = dialect.limits[name];
    if (!limit || this.settings.RATE_LIMIT_FACTOR === 0) {
      return;
    }
    const perMinute = this.chosen.perMinute(settingOf(dialect, name)) ?? limit.perMinute;
    const most = Math.ceil(perMinute * this.settings.RATE_LIMIT_FACTOR);
    const { isBlocked, timeToBlockExpire } = await this.storage.increment(
      keyOf(dialect, name, who),
      MINUTE,
      most,
      MINUTE,
      name,
    );
    if (isBlocked) {
      const seconds = Math.max(1, timeToBlockExpire);
      const resetAt = new Date(this.clock.now().getTime() + seconds * 1000);
      throw new RateLimitExceeded(seconds, { limit: most, resetAt });
    }
  }

  private whoseCounts({ by, ways }: RateLimit, request: FastifyRequest): readonly string[] {
    if (!ways) {
      return by ? [by(request)] : [];
    }
    const way = this.chosen.way(ways.setting);
    const chosen = way !== undefined && Object.hasOwn(ways.by, way) ? way : ways.default;
    return ways.by[chosen]?.(request) ?? [];
  }
}

// Hashed, because who it is may be a key or a token.
function keyOf(dialect: DialectDefinition, name: string, who: string): string {
  return createHash('sha256').update(`${dialect.name}:${name}\n${who}`).digest('base64url');
}
