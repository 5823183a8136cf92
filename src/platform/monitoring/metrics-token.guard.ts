import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Unauthenticated } from '../../common/access/access.errors';
import { constantTimeEqual } from '../../common/constant-time-equal';
import { bearerTokenIn } from '../../common/http/bearer-token';
import { UnauthenticatedLimitService } from '../../common/limits/unauthenticated-limit.service';
import { Settings } from '../config/settings';

/** Requires METRICS_TOKEN if it is set. Applied to the route, so that no other path bypasses it. */
@Injectable()
export class MetricsTokenGuard implements CanActivate {
  constructor(
    private readonly settings: Settings,
    private readonly failures: UnauthenticatedLimitService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { METRICS_TOKEN } = this.settings;
    if (METRICS_TOKEN === undefined) {
      return true;
    }
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerTokenIn(request);
    const isValid = token !== undefined && constantTimeEqual(token, METRICS_TOKEN);
    const reader = await this.failures.identify(request, token, () => Promise.resolve(isValid ? 'metrics' : null));
    if (reader === null) {
      throw new Unauthenticated('The metrics token is required');
    }
    return true;
  }
}
