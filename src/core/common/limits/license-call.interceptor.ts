import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { LicenseCallLimitsService } from './license-call-limits.service';

/** Counts calls of programs by what they have found. */
export class LicenseCallInterceptor implements NestInterceptor {
  constructor(private readonly limits: LicenseCallLimitsService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const current = request.requestContext;
    return current?.licenseCall
      ? from(
          this.limits.within(request, current, (): Promise<unknown> =>
            lastValueFrom(next.handle(), { defaultValue: undefined }),
          ),
        )
      : next.handle();
  }
}

/** Counts calls of programs whose bodies cannot be read. */
export function useLicenseCallLimits(fastify: FastifyInstance, limits: LicenseCallLimitsService): void {
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    const current = request.requestContext;
    if (current?.licenseCall && statusCode >= 400 && statusCode < 500 && statusCode !== 429) {
      limits.settleQuietly(request, current).then(() => done(), done);
    } else {
      done();
    }
  });
}
