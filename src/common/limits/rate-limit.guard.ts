import { createHash } from 'node:crypto';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings';
import type { DialectDefinition, RateLimit } from '../dialects/define-dialect';
import { DomainError } from '../errors/domain-error';
import { currentRequest } from '../http/request-context';
import { RATE_LIMIT } from './rate-limited.decorator';

const MINUTE = 60_000;

export class RateLimitExceeded extends DomainError {
  readonly code = 'RATE_LIMIT_EXCEEDED';
  readonly kind = 'too-many';

  constructor(override readonly retryAfter: number) {
    super('Too many requests: try again later');
  }
}

/** Holds every route to the limits that its dialect declares; a request counts against each one that its route names. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    private readonly settings: Settings,
  ) {
    super(options, storage, reflector);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const dialect = currentRequest()?.dialect;
    if (!dialect || this.settings.RATE_LIMIT_FACTOR === 0) {
      return true;
    }
    for (const [name, limit] of this.limitsOf(context, dialect)) {
      await this.count(context, `${dialect.name}:${name}`, limit);
    }
    return true;
  }

  private limitsOf(context: ExecutionContext, { limits }: DialectDefinition): [string, RateLimit][] {
    const named = this.reflector.getAllAndOverride<string[] | undefined>(RATE_LIMIT, [
      context.getHandler(),
      context.getClass(),
    ]);
    return (named ?? ['default']).flatMap((name) => {
      const limit = limits[name];
      return limit ? [[name, limit] satisfies [string, RateLimit]] : [];
    });
  }

  private async count(context: ExecutionContext, name: string, { perMinute, by }: RateLimit): Promise<void> {
    await this.handleRequest({
      context,
      limit: Math.ceil(perMinute * this.settings.RATE_LIMIT_FACTOR),
      ttl: MINUTE,
      blockDuration: MINUTE,
      throttler: { name, ttl: MINUTE, limit: perMinute, setHeaders: false },
      getTracker: () => Promise.resolve(by(context.switchToHttp().getRequest<FastifyRequest>())),
      // Hashed, because a tracker may be a key or a token.
      generateKey: (_context, tracker) => createHash('sha256').update(`${name}\n${tracker}`).digest('base64url'),
    });
  }

  protected override throwThrottlingException(_context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    return Promise.reject(new RateLimitExceeded(Math.max(1, detail.timeToBlockExpire)));
  }
}
