import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { constantTimeEqual } from '../../common/constant-time-equal';
import { problem } from '../../common/errors/domain-error';
import { AddressSet } from '../../common/http/address-set';
import { bearerTokenIn } from '../../common/http/request-context';
import { UnauthenticatedLimitService } from '../../common/limits/unauthenticated-limit.service';
import { Settings } from '../config/settings';

const LOOPBACK = new AddressSet(['127.0.0.0/8', '::1']);
/** Headers by which proxies name their clients. A proxy on the same machine connects from a loopback address too. */
const FORWARDING_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

/** Requires METRICS_TOKEN, or a client on this machine if it is not set. Applied to the route, so that no other path bypasses it. */
@Injectable()
export class MetricsGuard implements CanActivate {
  private readonly proxies: AddressSet;

  constructor(
    private readonly settings: Settings,
    private readonly failures: UnauthenticatedLimitService,
  ) {
    this.proxies = new AddressSet(settings.TRUSTED_PROXIES);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { METRICS_TOKEN } = this.settings;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (METRICS_TOKEN !== undefined) {
      await this.requireToken(request, METRICS_TOKEN);
    } else if (!this.isFromThisMachine(request)) {
      throw problem('METRICS_ARE_LOCAL');
    }
    return true;
  }

  private async requireToken(request: FastifyRequest, expected: string): Promise<void> {
    const token = bearerTokenIn(request);
    const isValid = token !== undefined && constantTimeEqual(token, expected);
    const reader = await this.failures.identify(request, token, () => Promise.resolve(isValid ? 'metrics' : null));
    if (reader === null) {
      throw problem('METRICS_TOKEN_REQUIRED');
    }
  }

  private isFromThisMachine({ ip, socket, headers, raw }: FastifyRequest): boolean {
    const { remoteAddress = '' } = socket;
    const isForwarded = FORWARDING_HEADERS.some((name) => headers[name] !== undefined);
    // Only X-Forwarded-For of a trusted proxy determines `ip`.
    const isResolved =
      this.proxies.has(remoteAddress) && headers['x-forwarded-for'] !== undefined && !raw.isForwardedByUnknown;
    return LOOPBACK.has(remoteAddress) && LOOPBACK.has(ip) && (!isForwarded || isResolved);
  }
}
