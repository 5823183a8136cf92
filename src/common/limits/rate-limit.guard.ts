import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { currentRequest, type RequestContext } from '../http/request-context';
import { limitsOn } from './rate-limited.decorator';
import { RateLimitsService } from './rate-limits.service';

/** Applies the dialect's limits that need no authentication. Runs before the access guard. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    protected readonly limits: RateLimitsService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const current = currentRequest();
    if (current) {
      for (const name of limitsOn(this.reflector, context.getHandler(), context.getClass())) {
        await this.count(current, name, context.switchToHttp().getRequest<FastifyRequest>());
      }
    }
    return true;
  }

  protected count({ dialect }: RequestContext, name: string, request: FastifyRequest): Promise<void> | undefined {
    return this.limits.countRequest(dialect, name, request);
  }
}

/** Applies the limits by caller. Runs after the access guard. */
@Injectable()
export class CallerLimitGuard extends RateLimitGuard {
  protected override count(
    { dialect, credential }: RequestContext,
    name: string,
    request: FastifyRequest,
  ): Promise<void> | undefined {
    return this.limits.countCaller(dialect, name, request, credential);
  }
}
