import { createHmac } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock, constantTimeEqual, problem } from '../../../core/common';
import { AllowsFastPath } from '../../../core/common/internal';
import { Settings } from '../../../core/platform';
import { PROGRAN3, SIGNING_SECRET } from '../progran3.dialect';

const MAX_CLOCK_SKEW_SECONDS = 300;

/** Verifies the signature if one is sent. It may repeat, because two equal calls within a second have the same signature. */
@AllowsFastPath()
@Injectable()
export class SignatureGuard implements CanActivate {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const secret = this.settings.DIALECT_ENV[SIGNING_SECRET.name];
    const { headers, rawBody } = context.switchToHttp().getRequest<FastifyRequest>();
    const signature = headers[PROGRAN3.signature];
    if (secret === undefined || signature === undefined) {
      return true;
    }
    const timestamp = String(headers['x-timestamp']);
    const expected = createHmac('sha256', secret)
      .update(rawBody ?? '')
      .update(timestamp)
      .digest('hex');
    if (!this.isRecent(timestamp) || !constantTimeEqual(expected, String(signature).toLowerCase())) {
      throw problem('REQUEST_SIGNATURE_INVALID');
    }
    return true;
  }

  private isRecent(timestamp: string): boolean {
    const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : NaN;
    return Math.abs(this.clock.now().getTime() / 1000 - seconds) <= MAX_CLOCK_SKEW_SECONDS;
  }
}
