import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { currentRequest } from '../http/request-context';
import { RATE_LIMIT } from './rate-limited.decorator';
import { RateLimits } from './rate-limits';

/** Holds every route to the limits that its dialect declares; a request counts against each one that its route names. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const dialect = currentRequest()?.dialect;
    if (dialect) {
      for (const name of this.namesOn(context)) {
        await this.limits.countRequest(dialect, name, context.switchToHttp().getRequest<FastifyRequest>());
      }
    }
    return true;
  }

  private namesOn(context: ExecutionContext): readonly string[] {
    const places = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<string[] | undefined>(RATE_LIMIT, places) ?? ['default'];
  }
}
