import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectThrottlerStorage } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../clock';
import type { DialectDefinition } from '../dialects/define-dialect';
import { DomainError } from '../errors/domain-error';
import type { ReachedLimit } from '../errors/problem';
import { currentRequest, type RequestContext } from '../http/request-context';
import { LimitOverrides, settingOf } from './limit-overrides';
import { address } from './rate-limit-keys';
import type { LimitKey } from './limit-key';
import type { LimitStorage, Usage } from './limit-storage';
import { noteLimit } from './rate-limit-headers';

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

/** Multiplies every rate limit; 0 disables them. */
export class RateLimitFactor {
  constructor(readonly value: number) {}
}

/** Enforces the limits that dialects declare, for the guards and for services that determine the key themselves. */
@Injectable()
export class RateLimitsService {
  constructor(
    @InjectThrottlerStorage() private readonly storage: LimitStorage,
    private readonly factor: RateLimitFactor,
    private readonly overrides: LimitOverrides,
    private readonly clock: Clock,
  ) {}

  /** Counts against a limit of the current request's dialect, if the dialect has it. */
  async countHere(name: string, key: string): Promise<void> {
    const dialect = currentRequest()?.dialect;
    if (dialect) {
      await this.count(dialect, name, key);
    }
  }

  /** Counts a request by its request keys, before authentication. */
  async countRequest(dialect: DialectDefinition, name: string, request: FastifyRequest): Promise<void> {
    const keys = this.keysOf(dialect, name);
    for (const key of new Set(keys.flatMap((keyBy) => (keyBy === 'caller' ? [] : [keyBy(request)])))) {
      await this.count(dialect, name, key);
    }
  }

  /**
   * Counts a request by its caller, or by address if the route is public.
   * @param credential identifies the verified credential
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
    // `countRequest` has already counted the address if the strategy includes it.
    if (credential !== undefined || !keys.includes(address)) {
      await this.count(dialect, name, credential ?? address(request));
    }
  }

  async count(dialect: DialectDefinition, name: string, key: string): Promise<void> {
    await this.enforce(dialect, name, (most) =>
      this.storage.increment(storageKey(dialect, name, key), MINUTE, most, MINUTE, name),
    );
  }

  /** Counts against a limit that is part of the data, such as a policy's. `RATE_LIMIT_FACTOR` does not apply. */
  async countUpTo(name: string, key: string, perMinute: number, request = currentRequest()): Promise<void> {
    const hashed = hashOf(`${name}\n${key}`);
    this.refuseIfBlocked(
      name,
      perMinute,
      await this.storage.increment(hashed, MINUTE, perMinute, MINUTE, name),
      request,
    );
  }

  /** Throws if the limit is reached, without counting. */
  async refuseIfReached(dialect: DialectDefinition, name: string, key: string): Promise<void> {
    await this.enforce(dialect, name, (most) => this.storage.read(storageKey(dialect, name, key), most));
  }

  private async enforce(
    dialect: DialectDefinition,
    name: string,
    usage: (most: number) => Promise<Usage>,
  ): Promise<void> {
    const limit = dialect.limits[name];
    if (!limit || this.factor.value === 0) {
      return;
    }
    const perMinute = this.overrides.perMinute(settingOf(dialect, name)) ?? limit.perMinute;
    const most = Math.ceil(perMinute * this.factor.value);
    this.refuseIfBlocked(name, most, await usage(most), currentRequest());
  }

  private refuseIfBlocked(
    name: string,
    limit: number,
    { totalHits, isBlocked, timeToExpire, timeToBlockExpire }: Usage,
    request: RequestContext | undefined,
  ): void {
    noteLimit(request, { name, limit, remaining: Math.max(0, limit - totalHits), resetSeconds: timeToExpire });
    if (isBlocked) {
      const seconds = Math.max(1, timeToBlockExpire);
      const resetAt = new Date(this.clock.now().getTime() + seconds * 1000);
      throw new RateLimitExceeded(seconds, { limit, resetAt });
    }
  }

  private keysOf(dialect: DialectDefinition, name: string): readonly LimitKey[] {
    const { keyBy, keyStrategies } = dialect.limits[name] ?? {};
    if (!keyStrategies) {
      return keyBy ? [keyBy] : [];
    }
    const { setting, strategies } = keyStrategies;
    const configured = this.overrides.keyStrategy(setting);
    const isKnown = configured !== undefined && Object.hasOwn(strategies, configured);
    return strategies[isKnown ? configured : keyStrategies.default] ?? [];
  }
}

// Hashed, because the key may be an API key or a token.
function storageKey(dialect: DialectDefinition, name: string, key: string): string {
  return hashOf(`${dialect.name}:${name}\n${key}`);
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
